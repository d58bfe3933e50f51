//! The lists at the left, each with its live count; on a phone a row to swipe.

use leptos::prelude::*;
use model::{Route, ticket::View};
use ui::prelude::*;

use super::{Counted, counts::use_counts};
use crate::words;

/// The lists and the way to a new ticket.
#[component]
pub fn Views(
    /// The list that the page belongs to.
    #[prop(into)]
    current: Signal<Option<View>>,
) -> impl IntoView {
    let counts = use_counts();
    Effect::new(move |_| counts.catch_up());
    let items = View::ALL.iter().map(|&view| {
        view! {
            <a
                class="views__item"
                href=Route::Tickets(view).href()
                aria-current=move || (current.get() == Some(view)).then_some("page")
            >
                <span class="views__name">{words::view(view)}</span>
                <span class="views__count"><Counted view let:count>{count.text()}</Counted></span>
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
