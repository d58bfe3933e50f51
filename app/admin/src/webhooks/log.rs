//! 推送记录: what a webhook was told, and telling it again.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    DeliveryId, Route, WebhookId,
    route::Query,
    webhook::{DeliveryPage, DeliveryRow, DeliveryState},
};
use ui::prelude::*;

use super::{
    api::{ResendDelivery, deliveries},
    words,
};

/// The log; the URL says which part of it shows.
#[component]
pub(super) fn Log(
    /// The webhook.
    id: WebhookId,
    /// Moves whenever something was sent from here.
    moved: Signal<usize>,
) -> impl IntoView {
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<DeliveryId>().ok()));
    let resend = ServerAction::<ResendDelivery>::new();
    let source = move || (before.get(), moved.get(), resend.version().get());
    let page = Resource::new(source, move |(before, ..)| deliveries(id, before));
    session::retry_passing(page);
    let toasts = use_toasts();
    view! {
        <section class="panel panel--flush">
            <div class="webhook__log-head">
                <h2 class="panel__title">{t(K::DeliveryTitle)}</h2>
                <Button icon=IconName::Refresh label=t(K::JobsRefresh) kind=ButtonKind::Ghost on:click=move |_| page.refetch() />
            </div>
            <Form action=resend name="deliveries" on_success=move |()| toasts.ok(t(K::DeliveryResent))>
                <Load
                    resource=page
                    skeleton=|| view! { <SkeletonRows rows=4 /> }
                    is_empty=|page: &DeliveryPage| page.rows.is_empty()
                    empty=|| view! { <Empty title=t(K::DeliveryNone) text=t(K::DeliveryNoneText) /> }
                    let:page
                >
                    <DataTable
                        caption=t(K::DeliveryTitle)
                        columns=columns()
                        rows=page.rows
                        row_key=|row: &DeliveryRow| row.id.to_string()
                    />
                    {page.older.map(|older| view! { <Older id older /> })}
                </Load>
            </Form>
        </section>
    }
}

#[component]
fn Older(id: WebhookId, older: DeliveryId) -> impl IntoView {
    let mut query = Query::default();
    query.add("before", Some(older));
    let href = format!("{}{query}", Route::Webhook(id).href());
    view! { <p class="webhook__older"><LinkButton href>{t(K::PageOlder)}</LinkButton></p> }
}

fn columns() -> Vec<Column<DeliveryRow>> {
    vec![
        Column::new("topic", t(K::DeliveryTopic), |row: &DeliveryRow| words::told(&row.topic)).narrow(),
        Column::new("state", t(K::JobState), |row: &DeliveryRow| {
            let (word, tone) = words::delivery(row);
            view! { <Badge tone>{word}</Badge> }
        })
        .narrow(),
        Column::new("answer", t(K::DeliveryAnswer), |row: &DeliveryRow| view! { <Answer row=row.clone() /> })
            .wide(),
        Column::new("attempts", t(K::JobAttempts), |row: &DeliveryRow| row.attempts).numeric(),
        Column::new("at", t(K::DeliveryAt), |row: &DeliveryRow| view! { <TimeTag at=row.at /> }).narrow(),
        Column::new("actions", t(K::CommonActions), |row: &DeliveryRow| {
            (row.state != DeliveryState::Waiting).then(|| view! { <Resend row=row.clone() /> })
        })
        .narrow(),
    ]
}

/// What came back, and behind it what was sent.
#[component]
fn Answer(row: DeliveryRow) -> impl IntoView {
    let status = row.status.map(|status| format!("HTTP {status}"));
    let cause = row.cause.map(|cause| words::cause(cause).to_owned());
    let detail = row.error.filter(|_| cause.is_some());
    let line = cause.or(status).unwrap_or_else(|| t(K::DeliveryNothing).to_owned());
    let response = row.response.filter(|text| !text.is_empty());
    view! {
        <details class="delivery">
            <summary>{line}</summary>
            {detail.map(|text| view! { <p><small>{text}</small></p> })}
            <h3>{t(K::DeliveryBody)}</h3>
            <pre tabindex="0">{row.body}</pre>
            {response.map(|text| view! {
                <h3>{t(K::DeliveryResponse)}</h3>
                <pre tabindex="0">{text}</pre>
            })}
        </details>
    }
}

/// The button itself carries the message, so that one form serves the whole log.
#[component]
fn Resend(row: DeliveryRow) -> impl IntoView {
    let label = tf!(K::DeliveryResendNamed, name = words::told(&row.topic));
    view! {
        <button type="submit" class="button button--small" name="delivery" value=row.id.to_string() aria-label=label>
            {t(K::DeliveryResend)}
        </button>
    }
}
