//! API 令牌 of everybody, so that one that leaked can be ended.

pub mod api;

use leptos::prelude::*;
use model::Route;
use session::tokens::TokenList;
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
    let revoke = move |token| {
        end.dispatch(EndToken { token });
    };
    view! { <TokenList rows none=t(K::TokenNoneAtAll) everybodys=true on_revoke=revoke /> }
}
