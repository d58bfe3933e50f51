//! The frame around every page of a signed-in person.

mod connection;
mod counts;
mod modules;
mod palette;
mod rail;
mod signed_out;
mod tab_bar;
mod top;

use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, Redirect},
    hooks::use_location,
};
use session::{provide_live, sign_in_href, use_me};
use ui::prelude::*;

use self::{
    connection::ConnectionBanner, counts::pending_count, palette::Palette, rail::Rail,
    signed_out::SignedOutDialog, tab_bar::TabBar, top::TopBar,
};

/// The name under which it is remembered whether the rail is wide.
pub(crate) const RAIL: &str = "rail";

/// The pages inside of the frame; who is not signed in is led to the door and back again.
#[component]
pub(crate) fn SignedIn() -> impl IntoView {
    match use_me() {
        Some(_) => view! { <Frame><Outlet /></Frame> }.into_any(),
        None => view! { <Redirect path=sign_in_href(&untrack(here)) /> }.into_any(),
    }
}

/// Rail, top bar, page, and on a phone the tab bar.
#[component]
pub(crate) fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_live();
    let palette = RwSignal::new(false);
    let theme_moved = RwSignal::new(0_u32);
    let wide = RwSignal::new(session::remembered(RAIL).as_deref() == Some(rail::WIDE));
    let pending = pending_count();
    view! {
        <a class="shell__skip" href="#main" rel="external">{t(K::ShellSkip)}</a>
        <div class="shell" class:shell--wide=move || wide.get()>
            <Rail pending wide />
            <TopBar palette theme_moved />
            <div class="shell__body">
                <ConnectionBanner />
                <main class="shell__main" id="main" tabindex="-1">{children()}</main>
            </div>
            <TabBar pending />
        </div>
        <Palette open=palette theme_moved />
        <SignedOutDialog />
    }
}

/// The address of the page that shows, with its query.
pub(crate) fn here() -> String {
    let location = use_location();
    let search = location.search.get();
    let search = search.trim_start_matches('?');
    let mark = if search.is_empty() { "" } else { "?" };
    format!("{}{mark}{search}", location.pathname.get())
}
