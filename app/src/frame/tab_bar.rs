//! The bar at the bottom of a phone, within reach of the thumb.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Route, ticket::View};
use ui::prelude::*;

use super::rail::Waiting;

/// Home, the tickets that wait, a new one, and oneself.
#[component]
pub(super) fn TabBar() -> impl IntoView {
    let path = use_location().pathname;
    let at = move |wanted: fn(&str) -> bool| Signal::derive(move || path.with(|path| wanted(path)));
    view! {
        <nav class="tabbar" aria-label=t(K::ShellTabs)>
            <Tab route=Route::Overview icon=IconName::Home label=K::ModuleHome current=at(|path| path == "/") />
            <Tab route=Route::Tickets(View::Pending) icon=IconName::Ticket label=K::ShellPending current=at(is_worklist)>
                <Waiting />
            </Tab>
            <Tab route=Route::NewTicket icon=IconName::Plus label=K::ShellNew current=at(|path| path == "/tickets/new") />
            <Tab route=Route::Account icon=IconName::User label=K::ShellMine current=at(|path| path.starts_with("/account")) />
        </nav>
    }
}

fn is_worklist(path: &str) -> bool {
    path.starts_with("/tickets") && path != "/tickets/new"
}

#[component]
fn Tab(
    route: Route,
    icon: IconName,
    label: K,
    current: Signal<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <a class="tabbar__item" href=route.href() aria-current=move || current.get().then_some("page")>
            <Icon name=icon />
            <span>{t(label)}</span>
            {children.map(|children| children())}
        </a>
    }
}
