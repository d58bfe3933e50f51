//! 我的账号: who I am here, and where I am signed in.

pub mod api;
mod browser;
mod password;
mod sessions;
mod sign_out;

use leptos::prelude::*;
use leptos_meta::Title;
use model::person::Me;
use session::words;
use ui::prelude::*;

pub use self::sign_out::SignOutForm;
use self::{password::PasswordPanel, sessions::Sessions};
use crate::tokens::TokensPanel;

/// One's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let changed = RwSignal::new(0_usize);
    view! {
        <Title text=t(K::AccountTitle) />
        <div class="page account">
            <header class="page__head"><h1 class="page__title">{t(K::AccountTitle)}</h1></header>
            <Card me=session::me() />
            <Sessions changed />
            <PasswordPanel on_changed=move |()| changed.update(|changed| *changed += 1) />
            <TokensPanel />
            <section class="panel account__display">
                <h2 class="panel__title">{t(K::AccountDisplay)}</h2>
                <p class="panel__text">{t(K::AccountDisplayText)}</p>
                <LanguageSwitch />
                <ThemeSwitch />
            </section>
        </div>
    }
}

#[component]
fn Card(me: Me) -> impl IntoView {
    view! {
        <section class="panel account-card">
            <Avatar name=me.who.name.clone() large=true />
            <div class="account-card__who">
                <h2 class="account-card__name">{me.who.name}</h2>
                <p class="account-card__email">{me.email}</p>
            </div>
            <dl class="account-card__facts">
                <div><dt>{t(K::PersonTenant)}</dt><dd>{me.tenant}</dd></div>
                <div><dt>{t(K::PersonRole)}</dt><dd>{words::role(me.role)}</dd></div>
                <div><dt>{t(K::PersonScope)}</dt><dd>{words::scope(me.scope)}</dd></div>
            </dl>
            <SignOutForm>
                <Button submit=true icon=IconName::Logout>{t(K::SignOutButton)}</Button>
            </SignOutForm>
        </section>
    }
}
