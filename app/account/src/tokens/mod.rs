//! API 令牌: what lets programs act in one's name.

pub mod api;
mod form;

use leptos::prelude::*;
use leptos_meta::Title;
use model::Route;
use session::tokens::TokenList;
use ui::prelude::*;

use self::{
    api::{RevokeToken, own_tokens},
    form::NewToken,
};

/// One's own tokens.
#[component]
pub fn TokensPage() -> impl IntoView {
    let open = RwSignal::new(false);
    let made = RwSignal::new(0_usize);
    view! {
        <Title text=t(K::TokenTitle) />
        <div class="page account">
            <header class="page__head">
                <LinkButton href=Route::Account.href() kind=ButtonKind::Ghost icon=IconName::ArrowLeft label=t(K::CommonBack) />
                <h1 class="page__title">{t(K::TokenTitle)}</h1>
                <a class="button" href=Route::ApiDocs.href() rel="external">
                    <Icon name=IconName::Book />
                    <span class="button__text">{t(K::TokenDocs)}</span>
                </a>
                <Button kind=ButtonKind::Primary icon=IconName::Plus on:click=move |_| open.set(true)>{t(K::TokenNew)}</Button>
                <p class="page__text">{t(K::TokenText)}</p>
            </header>
            <Own made />
            <Drawer name="token-drawer" title=t(K::TokenNew) open>
                <NewToken open on_made=move |()| made.update(|count| *count += 1) />
            </Drawer>
        </div>
    }
}

#[component]
fn Own(
    /// Moves whenever a token was made here.
    made: RwSignal<usize>,
) -> impl IntoView {
    let revoke = ServerAction::<RevokeToken>::new();
    let rows = Resource::new(move || (made.get(), revoke.version().get()), |_| own_tokens());
    session::retry_passing(rows);
    tell_outcome(revoke, K::TokenRevoked);
    let end = move |token| {
        revoke.dispatch(RevokeToken { token });
    };
    view! { <TokenList rows none=t(K::TokenNoneText) on_revoke=end /> }
}

/// The way from one's account to its tokens.
#[component]
pub(crate) fn TokensPanel() -> impl IntoView {
    view! {
        <section class="panel account__tokens">
            <h2 class="panel__title">{t(K::TokenTitle)}</h2>
            <p class="panel__text">{t(K::TokenText)}</p>
            <LinkButton href=Route::Tokens.href() icon=IconName::Code>{t(K::TokenOpen)}</LinkButton>
        </section>
    }
}
