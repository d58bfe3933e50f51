//! The table of tickets that the lists and the overview share.

mod keys;
mod row;

use leptos::prelude::*;
use model::ticket::{TicketRow, View};
use ui::prelude::*;

use self::{keys::use_ticket_keys, row::Row};

/// A column: the end of its class names, and its heading.
const COLUMNS: [(&str, K); 9] = [
    ("star", K::TicketStar),
    ("number", K::TicketNumber),
    ("title", K::TicketTitle),
    ("contact", K::TicketContact),
    ("priority", K::TicketPriority),
    ("status", K::TicketStatus),
    ("handler", K::TicketHandler),
    ("type", K::TicketType),
    ("created", K::TicketCreatedAt),
];

/// Rows of tickets, which change in place; a table on wide screens, cards on a phone. j and k move, Enter
/// opens, s follows, c begins a new ticket.
#[component]
pub fn TicketTable(
    /// What the rows are, read out before them.
    #[prop(into)]
    caption: Signal<String>,
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Vec<TicketRow>>,
    /// The list they belong to, which decides where titles lead.
    #[prop(into)]
    view: Signal<View>,
) -> impl IntoView {
    use_ticket_keys();
    let heads = COLUMNS.map(|(key, label)| {
        view! { <th scope="col" role="columnheader" class=cell_class(key)>{t(label)}</th> }
    });
    view! {
        <div class="data-table ticket-table">
            <table class="data-table__table" role="table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                <thead class="data-table__head" role="rowgroup">
                    <tr role="row">{heads.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || rows.get() key=|row| row.id let:row>
                        <Row first=row rows view />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

fn cell_class(key: &str) -> String {
    format!("data-table__cell ticket-table__{key}")
}
