//! The bar at the top: search, appearance, and who is signed in.

use account::SignOutForm;
use leptos::prelude::*;
use model::{Route, person::Me, ticket::View};
use ui::prelude::*;

/// The top bar.
#[component]
pub(super) fn TopBar(
    /// Whether the command palette shows.
    palette: RwSignal<bool>,
    /// Moves when the theme is chosen elsewhere.
    theme_moved: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <header class="topbar">
            <a class="topbar__title" href=Route::Overview.href()>
                <span class="brand-mark" aria-hidden="true">{t(K::AppMark)}</span>
                {t(K::AppName)}
            </a>
            <SearchButton palette />
            <div class="topbar__end">
                <span class="topbar__switches">
                    <LanguageSwitch />
                    {move || {
                        theme_moved.track();
                        view! { <ThemeSwitch /> }
                    }}
                </span>
                <MeMenu me=session::me() />
            </div>
        </header>
    }
}

/// Opens the palette; before script has loaded it opens the list of all tickets, which has a search of its own.
#[component]
fn SearchButton(palette: RwSignal<bool>) -> impl IntoView {
    view! {
        <form class="topbar__form" role="search" aria-label=t(K::PaletteTitle) method="get" action="/tickets">
            <input type="hidden" name="view" value=View::All.code() />
            <button
                type="submit"
                class="topbar__search"
                aria-label=t(K::ShellSearch)
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K"
                on:click=move |event| {
                    event.prevent_default();
                    palette.set(true);
                }
            >
                <Icon name=IconName::Search />
                <span>{t(K::ShellSearch)}</span>
                <kbd aria-hidden="true">{t(K::ShellSearchKey)}</kbd>
            </button>
        </form>
    }
}

#[component]
fn MeMenu(me: Me) -> impl IntoView {
    let name = me.who.name.clone();
    let trigger = move || {
        view! {
            <Avatar name=me.who.name.clone() />
            <span class="topbar__name">{me.who.name}</span>
        }
    };
    view! {
        <Menu label=tf!(K::ShellMe, name = name) trigger align_end=true>
            <MenuLink href=Route::Account.href() icon=IconName::User>{t(K::AccountTitle)}</MenuLink>
            <MenuSeparator />
            <SignOutForm>
                <MenuItem submit=true icon=IconName::Logout>{t(K::SignOutButton)}</MenuItem>
            </SignOutForm>
        </Menu>
    }
}
