//! The frame around every page of a signed-in person.

mod connection;
mod modules;
mod palette;
mod rail;
mod signed_out;
mod tab_bar;
mod top;

use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use model::next::sign_in_href;
use session::{provide_live, use_me};
use tickets::list::provide_counts;
use ui::{place::here, prelude::*};

use self::{
    connection::ConnectionBanner, palette::Palette, rail::Rail, signed_out::SignedOutDialog, tab_bar::TabBar,
    top::TopBar,
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

/// What others have left unsent in this browser is nobody's business here.
fn sweep_drafts() {
    if let Some(me) = use_me() {
        Effect::new(move |_| ui::draft::sweep(&me.who.id.to_string()));
    }
}

/// Rail, top bar, page, and on a phone the tab bar.
#[component]
pub(crate) fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_live();
    sweep_drafts();
    provide_counts();
    let palette = RwSignal::new(false);
    let theme_moved = RwSignal::new(0_u32);
    let wide = RwSignal::new(session::remembered(RAIL).as_deref() == Some(rail::WIDE));
    view! {
        <a class="shell__skip" href="#main" rel="external">{t(K::ShellSkip)}</a>
        <div class="shell" class:shell--wide=move || wide.get()>
            <Rail wide />
            <TopBar palette theme_moved />
            <div class="shell__body">
                <ConnectionBanner />
                <main class="shell__main" id="main" tabindex="-1">{children()}</main>
            </div>
            <TabBar />
        </div>
        <Palette open=palette theme_moved />
        <SignedOutDialog />
    }
}
