//! The files that were brought, and what came of each.

use leptos::prelude::*;
use model::{
    Route,
    transfer::{IMPORT_DAYS, ImportRow, ImportState},
};
use session::words;
use ui::prelude::*;

use crate::{import::api::list_imports, outcome::reload_on};

/// The list; each leads to its page.
#[component]
pub(super) fn Past() -> impl IntoView {
    let rows = Resource::new(|| (), |()| list_imports());
    reload_on(&["imported"], rows);
    view! {
        <section class="panel panel--flush">
            <h2 class="panel__title">{t(K::TransferPast)}</h2>
            <Load
                resource=rows
                skeleton=|| view! { <SkeletonRows rows=4 /> }
                is_empty=Vec::is_empty
                empty=|| view! { <Empty title=t(K::TransferNone) text=tf!(K::TransferNoneText, n = IMPORT_DAYS) /> }
                let:rows
            >
                <DataTable
                    caption=t(K::TransferPast)
                    columns=columns()
                    rows
                    row_key=|row: &ImportRow| row.id.to_string()
                    row_href=|row: &ImportRow| Route::Import(row.id).href()
                />
            </Load>
        </section>
    }
}

fn columns() -> Vec<Column<ImportRow>> {
    vec![
        Column::new("file", t(K::ImportFileName), |row: &ImportRow| row.file_name.clone()).wide(),
        Column::new("what", t(K::ImportWhat), |row: &ImportRow| words::subject(row.what)).narrow(),
        Column::new("state", t(K::ImportState), |row: &ImportRow| {
            let state = row.state;
            view! { <Badge tone=tone(state)>{words::import_state(state)}</Badge> }
        })
        .narrow(),
        Column::new("rows", t(K::ImportRows), |row: &ImportRow| row.progress.rows).numeric(),
        Column::new("good", t(K::ImportGood), |row: &ImportRow| row.progress.good).numeric(),
        Column::new("bad", t(K::ImportBad), |row: &ImportRow| row.progress.bad).numeric(),
        Column::new("person", t(K::ImportPerson), |row: &ImportRow| row.person.clone()).narrow(),
        Column::new("created", t(K::ImportCreatedAt), |row: &ImportRow| {
            view! { <TimeTag at=row.created_at /> }
        })
        .narrow(),
    ]
}

fn tone(state: ImportState) -> Tone {
    match state {
        ImportState::Mapping | ImportState::Checked => Tone::Neutral,
        ImportState::Checking | ImportState::Running => Tone::Accent,
        ImportState::Stopped => Tone::Warn,
        ImportState::Done => Tone::Ok,
    }
}
