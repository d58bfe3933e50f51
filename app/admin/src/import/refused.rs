//! The rows that were refused, and why.

use leptos::prelude::*;
use model::{
    Route,
    transfer::{BadRow, ImportDetail},
};
use session::words;
use ui::prelude::*;

/// The first of them, and all of them as a file.
#[component]
pub(super) fn RefusedRows(detail: ImportDetail) -> impl IntoView {
    let ImportDetail { import, bad, .. } = detail;
    let cut = import.progress.bad > bad.len() as i64;
    let shown = cut.then(|| view! { <p class="panel__text">{tf!(K::ImportErrorsShown, n = bad.len())}</p> });
    (!bad.is_empty()).then(|| {
        view! {
            <section class="panel panel--flush">
                <div class="refused__head">
                    <h2 class="panel__title">{t(K::ImportErrors)}</h2>
                    <a class="button" href=Route::ImportErrors(import.id).href() rel="external" download="">
                        <Icon name=IconName::Download />
                        <span class="button__text">{t(K::ImportErrorsDownload)}</span>
                    </a>
                    <p class="panel__text">{t(K::ImportErrorsText)}</p>
                    {shown}
                </div>
                <DataTable caption=t(K::ImportErrors) columns=columns() rows=bad row_key=|row: &BadRow| row.row.to_string() />
            </section>
        }
    })
}

fn columns() -> Vec<Column<BadRow>> {
    vec![
        Column::new("row", t(K::ImportRow), |row: &BadRow| tf!(K::ImportRowN, n = row.row)).narrow(),
        Column::new("message", t(K::ImportMessage), |row: &BadRow| {
            row.problems
                .iter()
                .map(|problem| view! { <span class="refused__line">{words::row_problem(problem)}</span> })
                .collect_view()
        })
        .wide(),
    ]
}
