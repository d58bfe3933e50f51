//! API 令牌 of everybody, so that one that leaked can be ended.

pub mod api;

use leptos::prelude::*;
use model::{Route, token::TokenRow};
use session::tokens::{Ending, RevokeQuestion, token_columns};
use ui::prelude::*;

use self::api::{EndToken, all_tokens};
use crate::{
    outcome::{reload_after, reload_on},
    section::Section,
    settings::Settings,
};

/// Everybody's tokens.
#[component]
pub fn AllTokensPage() -> impl IntoView {
    let own = || view! { <LinkButton href=Route::Tokens.href()>{t(K::TokenMine)}</LinkButton> };
    view! { <Settings section=Section::Tokens action=own><AllTokens /></Settings> }
}

#[component]
fn AllTokens() -> impl IntoView {
    let end = ServerAction::<EndToken>::new();
    let rows = Resource::new(|| (), |()| all_tokens());
    tell_outcome(end, K::TokenRevoked);
    let reload = reload_on(&["token_made", "token_revoked"], rows);
    reload_after(move || end.version().get(), reload);
    let ending = Ending::default();
    let confirmed = move |token| {
        end.dispatch(EndToken { token });
    };
    view! {
        <section class="panel panel--flush">
            <Load
                resource=rows
                skeleton=|| view! { <SkeletonRows rows=4 /> }
                is_empty=Vec::is_empty
                empty=|| view! { <Empty title=t(K::TokenNone) text=t(K::TokenNoneAtAll) icon=IconName::Code /> }
                let:rows
            >
                <DataTable
                    caption=t(K::TokenTitle)
                    columns=token_columns(ending, true)
                    rows
                    row_key=|row: &TokenRow| row.id.to_string()
                />
            </Load>
        </section>
        <RevokeQuestion ending on_confirm=confirmed />
    }
}
