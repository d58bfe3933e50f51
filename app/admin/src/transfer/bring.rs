//! The form that brings a file. It is posted as a whole, so it works without script too.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    Route,
    transfer::{FILE_MAX_BYTES, Flaw, ROWS_MAX, Subject},
};
use session::words;
use ui::prelude::*;

/// What the rows are, and the file.
#[component]
pub(super) fn Bring() -> impl IntoView {
    let pending = RwSignal::new(false);
    let offered = Subject::ALL.iter().map(|what| SelectOption::new(what.code(), words::subject(*what)));
    let offered = offered.collect();
    let chosen = use_query_map().with_untracked(|query| query.get("what")?.parse::<Subject>().ok());
    let chosen = chosen.unwrap_or(Subject::Tickets).code();
    let hint = tf!(K::TransferFileHint, size = size_text(FILE_MAX_BYTES), n = ROWS_MAX);
    view! {
        <section class="panel transfer" aria-labelledby="transfer-import">
            <h2 class="panel__title" id="transfer-import">{t(K::TransferImport)}</h2>
            <p class="panel__text">{t(K::TransferImportText)}</p>
            <Refused />
            <form class="form transfer__form" method="post" action="/imports" enctype="multipart/form-data" on:submit=move |_| pending.set(true)>
                <Field name="what" label=t(K::TransferWhat) group=true>
                    <Segmented options=offered value=chosen />
                </Field>
                <Field name="file" label=t(K::TransferFile) hint required=true>
                    <FileInput />
                </Field>
                <div class="transfer__actions">
                    <Button submit=true kind=ButtonKind::Primary icon=IconName::Upload pending>{t(K::TransferUpload)}</Button>
                    <Templates />
                </div>
            </form>
        </section>
    }
}

#[component]
fn FileInput() -> impl IntoView {
    let field = use_field("file");
    view! {
        <input
            class="input transfer__file"
            type="file"
            id=field.id.clone()
            name=field.name.clone()
            accept=".xlsx,.csv,.txt"
            required=true
            aria-describedby=field.described_by
        />
    }
}

#[component]
fn Templates() -> impl IntoView {
    let links = Subject::ALL.iter().map(|what| {
        let href = Route::ImportTemplate(*what).href();
        let name = tf!(K::TransferExportAs, name = t(K::TransferTemplate), format = words::subject(*what));
        view! { <a class="link" href=href rel="external" download="">{name}</a> }
    });
    links.collect_view()
}

/// Why the file brought last was not taken.
#[component]
fn Refused() -> impl IntoView {
    let query = use_query_map();
    let flaw = Memo::new(move |_| query.with(|query| query.get("flaw")?.parse::<Flaw>().ok()));
    move || {
        let text = flaw_text(flaw.get()?);
        Some(
            view! { <p class="alert alert--bad" role="alert"><Icon name=IconName::Warning /><span class="alert__text">{text}</span></p> },
        )
    }
}
