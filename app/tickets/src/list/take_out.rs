//! Taking the list out as a file, as it is filtered now.

use leptos::prelude::*;
use model::{
    Route,
    policy::{Relation, Right, allows},
    ticket::TicketFilter,
    transfer::{Format, List},
};
use ui::prelude::*;

/// A menu of the kinds of file.
#[component]
pub(super) fn TakeOut(filter: Signal<TicketFilter>) -> impl IntoView {
    if !allows(session::me().role, Right::ExportTickets, Relation::Colleague) {
        return None;
    }
    let trigger = || {
        view! {
            <Icon name=IconName::Download />
            <span class="button__text">{t(K::TransferExport)}</span>
        }
    };
    let links = Format::ALL.iter().map(|format| {
        let href = move || {
            let query = filter.with(|filter| filter.first_page().query().to_string());
            format!("{}{query}", Route::Export(List::Tickets, *format).href())
        };
        let name = tf!(K::TransferExportAs, name = t(K::TransferExport), format = format.code());
        view! { <a class="menu__item" role="menuitem" href=href rel="external" download="">{name}</a> }
    });
    let links = links.collect_view();
    Some(view! {
        <div class="tickets__export">
            <Menu label=t(K::TransferExportMenu) trigger bordered=true align_end=true>{links}</Menu>
        </div>
    })
}
