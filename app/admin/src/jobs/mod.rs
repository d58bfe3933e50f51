//! 后台任务: work that follows a commit, and what became of it.

pub mod api;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    JobId, Route,
    job::{JobRow, JobState},
    route::Query,
};
use ui::prelude::*;

use self::api::{RetryJob, jobs};
use crate::{section::Section, settings::Settings};

/// 后台任务; the URL says which state shows.
#[component]
pub fn JobsPage() -> impl IntoView {
    view! { <Settings section=Section::Jobs><Jobs /></Settings> }
}

#[component]
fn Jobs() -> impl IntoView {
    let query = use_query_map();
    let state = Memo::new(move |_| query.with(|query| query.get("state")?.parse::<JobState>().ok()));
    let retry = ServerAction::<RetryJob>::new();
    let rows = Resource::new(move || (state.get(), retry.version().get()), |(state, _)| jobs(state));
    let toasts = use_toasts();
    view! {
        <div class="jobs__bar">
            {move || view! { <TabLinks label=t(K::JobState) items=tabs(state.get()) /> }}
            <Button icon=IconName::Refresh label=t(K::JobsRefresh) kind=ButtonKind::Ghost on:click=move |_| rows.refetch() />
        </div>
        <section class="panel panel--flush">
            <Form action=retry name="jobs" on_success=move |()| toasts.ok(t(K::JobsRetried))>
                <Load
                    resource=rows
                    skeleton=|| view! { <SkeletonRows rows=6 /> }
                    is_empty=Vec::is_empty
                    empty=|| view! { <Empty title=t(K::JobsEmpty) text=t(K::JobsEmptyText) icon=IconName::CheckCircle /> }
                    let:rows
                >
                    <DataTable caption=t(K::SettingsJobs) columns=columns() rows row_key=|row: &JobRow| row.id.to_string() />
                </Load>
            </Form>
        </section>
    }
}

fn tabs(current: Option<JobState>) -> Vec<TabLink> {
    let states = [None].into_iter().chain(JobState::ALL.iter().copied().map(Some));
    let tab = |state: Option<JobState>| {
        let mut query = Query::default();
        query.add("state", state.map(JobState::code));
        TabLink {
            href: format!("{}{query}", Route::Jobs.href()),
            label: state.map_or(t(K::CommonAll), |state| word(state).0).to_owned(),
            count: None,
            current: state == current,
        }
    };
    states.map(tab).collect()
}

fn columns() -> Vec<Column<JobRow>> {
    vec![
        Column::new("kind", t(K::JobKind), |job: &JobRow| view! { <code>{job.kind.clone()}</code> }),
        Column::new("state", t(K::JobState), |job: &JobRow| {
            let (word, tone) = word(job.state);
            view! { <Badge tone>{word}</Badge> }
        })
        .narrow(),
        Column::new("attempts", t(K::JobAttempts), |job: &JobRow| job.attempts).numeric(),
        Column::new("run_at", t(K::JobRunAt), |job: &JobRow| view! { <TimeTag at=job.run_at /> }).narrow(),
        Column::new("error", t(K::JobError), |job: &JobRow| {
            job.last_error.clone().map(|error| view! { <span class="jobs__error">{error}</span> })
        })
        .wide(),
        Column::new("actions", t(K::CommonActions), |job: &JobRow| {
            (job.state == JobState::Dead).then(|| view! { <Retry id=job.id kind=job.kind.clone() /> })
        })
        .narrow(),
    ]
}

/// The button itself carries the job, so that one form serves the whole list.
#[component]
fn Retry(id: JobId, kind: String) -> impl IntoView {
    view! {
        <button
            type="submit"
            class="button button--small"
            name="job"
            value=id.to_string()
            aria-label=tf!(K::JobsRetryNamed, kind = kind)
        >
            {t(K::CommonRetry)}
        </button>
    }
}

fn word(state: JobState) -> (&'static str, Tone) {
    match state {
        JobState::Waiting => (t(K::JobWaiting), Tone::Neutral),
        JobState::Running => (t(K::JobRunning), Tone::Accent),
        JobState::Done => (t(K::JobDone), Tone::Ok),
        JobState::Dead => (t(K::JobDead), Tone::Bad),
    }
}
