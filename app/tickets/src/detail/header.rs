//! Title, marks, who is here, and what can be done.

use leptos::prelude::*;
use ui::prelude::*;

use super::{actions::Actions, presence::Others, screen::Screen};
use crate::mark::{PriorityFlag, StatusBadge};

#[component]
pub(super) fn Header(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket;
    let page_title = move || ticket.with(|ticket| format!("#{} {}", ticket.number, ticket.title));
    view! {
        <PageTitle text=page_title />
        <header class="ticket__head">
            <a class="ticket__back" href=screen.list().href() aria-label=t(K::TicketBack) title=t(K::TicketBack)>
                <Icon name=IconName::ArrowLeft />
            </a>
            <h1 class="ticket__title" id="ticket-title">{move || ticket.with(|ticket| ticket.title.clone())}</h1>
            <p class="ticket__meta">
                <span class="ticket__number">{format!("#{}", screen.number())}</span>
                {move || view! { <PriorityFlag priority=ticket.with(|ticket| ticket.priority) /> }}
                {move || view! { <StatusBadge status=ticket.with(|ticket| ticket.status) /> }}
                {move || ticket.with(|ticket| ticket.ticket_type.as_ref().map(|it| it.name.clone()))}
                <TimeTag at=ticket.with_untracked(|ticket| ticket.created_at) />
                <Others screen />
            </p>
            <Actions screen />
        </header>
    }
}
