//! One ticket of the table.

use leptos::prelude::*;
use model::ticket::{TicketRow, View};
use ui::prelude::*;

use super::cell_class;
use crate::mark::{PriorityFlag, StarButton, StatusBadge};

/// Follows its ticket through every change of the list, so that focus and scroll stay.
#[component]
pub(super) fn Row(first: TicketRow, rows: Signal<Vec<TicketRow>>, view: Signal<View>) -> impl IntoView {
    let (id, number, created) = (first.id, first.number, first.created_at);
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()).unwrap_or_else(|| first.clone())
    });
    let starred = Signal::derive(move || row.with(|row| row.starred));
    let class = |key: &str| cell_class(key);
    view! {
        <tr role="row" class="data-table__row ticket-table__row" data-row="" data-priority=move || row.with(|row| row.priority.code())>
            <td role="cell" class=class("star")><StarButton number starred /></td>
            <td role="cell" class=class("number")>{format!("#{number}")}</td>
            <td role="cell" class=class("title")>
                <a class="data-table__link" data-row-link="" href=move || row.with(|row| row.href(view.get()))>
                    {move || row.with(|row| row.title.clone())}
                </a>
            </td>
            <td role="cell" class=class("contact")>{move || row.with(|row| row.contact.clone())}</td>
            <td role="cell" class=class("priority")>{move || view! { <PriorityFlag priority=row.with(|row| row.priority) /> }}</td>
            <td role="cell" class=class("status")>{move || view! { <StatusBadge status=row.with(|row| row.status) /> }}</td>
            <td role="cell" class=class("handler")>{move || handler(&row.get())}</td>
            <td role="cell" class=class("type")>{move || row.with(|row| row.type_name.clone())}</td>
            <td role="cell" class=class("created")><TimeTag at=created /></td>
        </tr>
    }
}

fn handler(row: &TicketRow) -> AnyView {
    match &row.handler {
        Some(who) => view! { <Avatar name=who.name.clone() small=true />{who.name.clone()} }.into_any(),
        None => view! { <span class="ticket-table__nobody">{t(K::TicketUnassigned)}</span> }.into_any(),
    }
}
