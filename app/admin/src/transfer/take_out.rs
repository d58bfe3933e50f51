//! Lists that can be taken out as files.

use leptos::prelude::*;
use model::{
    Route,
    transfer::{Format, List},
};
use ui::prelude::*;

/// Contacts and staff; tickets are taken out where they are listed.
#[component]
pub(super) fn TakeOut() -> impl IntoView {
    let lists = [(List::Contacts, K::TransferContacts), (List::People, K::TransferPeople)];
    let links = lists.into_iter().flat_map(|(list, name)| {
        Format::ALL.iter().map(move |format| {
            let text = tf!(K::TransferExportAs, name = t(name), format = format.code());
            view! {
                <a class="button" href=Route::Export(list, *format).href() rel="external" download="">
                    <Icon name=IconName::Download />
                    <span class="button__text">{text}</span>
                </a>
            }
        })
    });
    let links = links.collect_view();
    view! {
        <section class="panel transfer" aria-labelledby="transfer-export">
            <h2 class="panel__title" id="transfer-export">{t(K::TransferExport)}</h2>
            <p class="panel__text">{t(K::TransferExportText)}</p>
            <div class="transfer__actions">{links}</div>
        </section>
    }
}
