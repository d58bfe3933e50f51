//! The lists at the left, each with its live count; on a phone a row to swipe.

use leptos::prelude::*;
use model::{Route, ticket::View};
use ui::prelude::*;

use super::api;
use crate::{refresh, words};

/// The lists and the way to a new ticket.
#[component]
pub fn Views(
    /// The list that the page belongs to.
    #[prop(into)]
    current: Signal<Option<View>>,
) -> impl IntoView {
    let counts = Resource::new(|| (), |()| api::count_tickets());
    refresh::on_events(refresh::any_ticket, move || counts.refetch());
    let items = View::ALL.iter().map(|&view| {
        let count = move || counts.get().and_then(Result::ok).map(|counts| counts.of(view).text());
        view! {
            <a
                class="views__item"
                href=Route::Tickets(view).href()
                aria-current=move || (current.get() == Some(view)).then_some("page")
            >
                <span class="views__name">{words::view(view)}</span>
                <span class="views__count"><Transition>{count}</Transition></span>
            </a>
        }
    });
    view! {
        <div class="views">
            <LinkButton href=Route::NewTicket.href() kind=ButtonKind::Primary icon=IconName::Plus>{t(K::TicketsNew)}</LinkButton>
            <nav class="views__list" aria-label=t(K::TicketsLists)>
                <h2 class="views__head">{t(K::TicketsLists)}</h2>
                {items.collect_view()}
            </nav>
        </div>
    }
}
