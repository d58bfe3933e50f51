//! One webhook: what it is told of, how it does, and its log.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    Error, Route, WebhookId,
    webhook::{FAILING_DAYS, OffCause, WebhookRow},
};
use ui::prelude::*;

use super::{
    actions::{Buttons, Doings, Questions},
    api::webhook,
    log::Log,
    words,
};
use crate::{outcome::reload_on, section::Section, settings::Settings};

/// The page of one webhook.
#[component]
pub fn WebhookPage() -> impl IntoView {
    let back = || {
        view! { <LinkButton href=Route::Webhooks.href() icon=IconName::ArrowLeft>{t(K::WebhookBack)}</LinkButton> }
    };
    let params = use_params_map();
    let id = move || params.with_untracked(|params| params.get("webhook")?.parse::<WebhookId>().ok());
    view! {
        <Settings section=Section::Webhooks action=back>
            {match id() {
                Some(id) => view! { <One id /> }.into_any(),
                None => {
                    let error = Fault::from(Error::NotFound).0;
                    view! { <ErrorPanel error /> }.into_any()
                }
            }}
        </Settings>
    }
}

#[component]
fn One(id: WebhookId) -> impl IntoView {
    let saved = RwSignal::new(0_usize);
    let doings = Doings::new(id);
    let moved = Signal::derive(move || saved.get() + doings.answers());
    let row = Resource::new(move || moved.get(), move |_| webhook(id));
    reload_on(&["webhook_kept"], row);
    view! {
        <Load resource=row skeleton=|| view! { <Skeleton lines=4 /> } let:row>
            <Card row=row.clone() />
            <Buttons row doings />
        </Load>
        <Questions doings on_saved=move |()| saved.update(|count| *count += 1) />
        <Log id moved />
    }
}

#[component]
fn Card(row: WebhookRow) -> impl IntoView {
    let (word, tone) = words::state(&row);
    let topics = row.topics.iter().map(|topic| view! { <li class="tag">{words::topic(*topic)}</li> });
    let topics = topics.collect_view();
    view! {
        <section class="panel webhook">
            <h2 class="panel__title webhook__name">{row.name.clone()} " " <Badge tone>{word}</Badge></h2>
            <Trouble row=row.clone() />
            <dl class="webhook__facts">
                <div><dt>{t(K::WebhookUrl)}</dt><dd><code class="webhook__url">{row.url}</code></dd></div>
                <div><dt>{t(K::WebhookTopics)}</dt><dd><ul class="webhook__topics">{topics}</ul></dd></div>
                <div><dt>{t(K::TicketCreatedAt)}</dt><dd><TimeTag at=row.created_at /></dd></div>
                {row.old_secret_until.map(|at| view! {
                    <div><dt>{t(K::WebhookOldSecret)}</dt><dd><TimeTag at /></dd></div>
                })}
            </dl>
        </section>
    }
}

/// Why a webhook is not well.
#[component]
fn Trouble(row: WebhookRow) -> impl IntoView {
    let text = match (row.off, row.failing_since) {
        (Some((at, OffCause::Failing)), _) => {
            tf!(K::WebhookStoppedText, time = date_time(at), n = FAILING_DAYS)
        }
        (Some((at, OffCause::Gone)), _) => tf!(K::WebhookGoneText, time = date_time(at)),
        (None, Some(since)) => tf!(K::WebhookFailingText, time = date_time(since), n = FAILING_DAYS),
        (Some((_, OffCause::Person)), _) => t(K::WebhookOffText).to_owned(),
        (None, None) => return None,
    };
    let kind = if matches!(row.off, Some((_, OffCause::Person))) { "alert" } else { "alert alert--warn" };
    Some(view! { <p class=kind>{text}</p> })
}
