//! Webhook: who outside is told of events, and what became of each message.

mod actions;
pub mod api;
mod form;
mod log;
mod page;
mod words;

use leptos::prelude::*;
use model::{Route, webhook::WebhookRow};
use ui::prelude::*;

pub use self::page::WebhookPage;
use self::{api::webhooks, form::AddWebhookForm};
use crate::{
    outcome::{reload_after, reload_on},
    section::Section,
    settings::Settings,
};

/// All webhooks.
#[component]
pub fn WebhooksPage() -> impl IntoView {
    let open = RwSignal::new(false);
    let add = move || {
        view! {
            <Button kind=ButtonKind::Primary icon=IconName::Plus on:click=move |_| open.set(true)>{t(K::WebhookNew)}</Button>
        }
    };
    view! { <Settings section=Section::Webhooks action=add><Webhooks open /></Settings> }
}

#[component]
fn Webhooks(open: RwSignal<bool>) -> impl IntoView {
    let added = RwSignal::new(0_usize);
    let rows = Resource::new(|| (), |()| webhooks());
    let reload = reload_on(&["webhook_kept"], rows);
    reload_after(move || added.get(), reload);
    view! {
        <section class="panel panel--flush">
            <Load
                resource=rows
                skeleton=|| view! { <SkeletonRows rows=3 /> }
                is_empty=Vec::is_empty
                empty=|| view! { <Empty title=t(K::WebhookNone) text=t(K::WebhookNoneText) icon=IconName::External /> }
                let:rows
            >
                <DataTable
                    caption=t(K::SettingsWebhooks)
                    columns=columns()
                    rows
                    row_key=|row: &WebhookRow| row.id.to_string()
                    row_href=|row: &WebhookRow| Route::Webhook(row.id).href()
                />
            </Load>
        </section>
        <Drawer name="webhook-drawer" title=t(K::WebhookNew) open>
            <AddWebhookForm open on_added=move |()| added.update(|count| *count += 1) />
        </Drawer>
    }
}

fn columns() -> Vec<Column<WebhookRow>> {
    vec![
        Column::new("name", t(K::WebhookName), |row: &WebhookRow| row.name.clone()),
        Column::new("url", t(K::WebhookUrl), |row: &WebhookRow| {
            view! { <code class="webhook__url">{row.url.clone()}</code> }
        })
        .wide(),
        Column::new("topics", t(K::WebhookTopics), |row: &WebhookRow| {
            tf!(K::WebhookTopicCount, n = row.topics.len())
        })
        .narrow(),
        Column::new("state", t(K::WebhookState), |row: &WebhookRow| {
            let (word, tone) = words::state(row);
            view! { <Badge tone>{word}</Badge> }
        })
        .narrow(),
    ]
}
