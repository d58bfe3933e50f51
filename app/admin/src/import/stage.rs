//! Where the import stands, and what can be done there.

use leptos::prelude::*;
use model::{
    Route,
    transfer::{ImportDetail, ImportState, Progress, Subject},
};
use session::words;
use ui::prelude::*;

use super::{
    acts::{Acts, Resume, Run, Stop},
    columns::Columns,
    discarding::Discard,
    refused::RefusedRows,
};

/// The way of the import, and its part for the state that it is in. A part is built anew when the state changes only, so
/// that it can be used while the figures move.
#[component]
pub(super) fn Stage(detail: Signal<ImportDetail>, acts: Acts) -> impl IntoView {
    let state = Memo::new(move |_| detail.with(|detail| detail.import.state));
    let import = detail.with_untracked(|detail| detail.import.clone());
    let title = tf!(K::ImportTitle, name = import.file_name);
    view! {
        <section class="panel transfer" aria-labelledby="import-title">
            <div class="transfer__head">
                <h2 class="panel__title" id="import-title">{title}</h2>
                <a class="link" href=Route::Transfer.href()>{t(K::ImportBack)}</a>
            </div>
            {move || view! { <Steps label=t(K::TransferImport) items=steps(state.get()) /> }}
            {move || part(state.get(), detail, acts)}
        </section>
        {move || (!state.get().is_under_way()).then(|| view! { <RefusedRows detail=detail.get() /> })}
        {move || (!state.get().is_under_way()).then(|| view! { <div class="transfer__actions"><Discard id=acts.id /></div> })}
    }
}

fn part(state: ImportState, detail: Signal<ImportDetail>, acts: Acts) -> AnyView {
    let now = detail.get_untracked();
    let Progress { good, bad, .. } = now.import.progress;
    match state {
        ImportState::Mapping => view! { <Columns detail=now acts again=false /> }.into_any(),
        ImportState::Checking | ImportState::Running => view! { <UnderWay detail acts /> }.into_any(),
        ImportState::Checked => view! { <Checked detail=now acts /> }.into_any(),
        ImportState::Stopped => view! {
            <p class="alert alert--warn" role="status">{tf!(K::ImportStoppedText, good = good)}</p>
            <Resume acts />
        }
        .into_any(),
        ImportState::Done => view! {
            <p class="alert alert--ok" role="status">{tf!(K::ImportDoneText, good = good, bad = bad)}</p>
        }
        .into_any(),
    }
}

#[component]
fn Checked(detail: ImportDetail, acts: Acts) -> impl IntoView {
    let Progress { good, bad, .. } = detail.import.progress;
    let once = (detail.import.what == Subject::Contacts).then(|| t(K::ImportCheckedContacts));
    let tone = if bad == 0 { "alert alert--ok" } else { "alert alert--warn" };
    let run = if good > 0 {
        view! { <Run acts rows=good /> }.into_any()
    } else {
        view! { <p>{t(K::ImportRunNothing)}</p> }.into_any()
    };
    view! {
        <p class=tone role="status">{tf!(K::ImportCheckedText, good = good, bad = bad)} {once}</p>
        {run}
        <details class="transfer__again">
            <summary>{t(K::ImportColumns)}</summary>
            <Columns detail acts again=true />
        </details>
    }
}

/// How far it is. Without script the link asks again.
#[component]
fn UnderWay(detail: Signal<ImportDetail>, acts: Acts) -> impl IntoView {
    let progress = move || detail.with(|detail| detail.import.progress);
    let text = move || tf!(K::ImportProgress, done = progress().done, rows = progress().rows);
    view! {
        <div class="transfer__progress">
            <progress class="progress" max=move || progress().rows value=move || progress().done aria-label=t(K::TransferImport)></progress>
            <p class="transfer__figures">{text}</p>
        </div>
        <div class="transfer__actions">
            <Stop acts />
            <noscript><a class="button" href=Route::Import(acts.id).href()>{t(K::ImportRefresh)}</a></noscript>
        </div>
    }
}

fn steps(state: ImportState) -> Vec<Step> {
    let at = match state {
        ImportState::Mapping => 0,
        ImportState::Checking | ImportState::Checked => 1,
        ImportState::Running | ImportState::Stopped => 2,
        ImportState::Done => 3,
    };
    let titles = [K::ImportStepColumns, K::ImportStepCheck, K::ImportStepRun];
    let step = |(nth, title): (usize, K)| Step {
        title: t(title).to_owned(),
        detail: if nth == at { words::import_state(state).to_owned() } else { String::new() },
        hint: None,
        state: match nth.cmp(&at) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Greater => StepState::Todo,
        },
    };
    titles.into_iter().enumerate().map(step).collect()
}
