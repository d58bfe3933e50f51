//! The forms that add and edit a webhook.

use leptos::prelude::*;
use model::{
    WebhookId,
    topic::Topic,
    webhook::{AddedWebhook, NAME_MAX, URL_MAX, WebhookRow},
};
use ui::prelude::*;

use super::{
    api::{AddWebhook, EditWebhook},
    words,
};

/// Adds one webhook; its secret shows until the drawer closes.
#[component]
pub(super) fn AddWebhookForm(
    /// Whether the drawer around it shows.
    open: RwSignal<bool>,
    /// Told of each webhook.
    #[prop(into)]
    on_added: Callback<()>,
) -> impl IntoView {
    let secret = RwSignal::new(None::<String>);
    forget_when_closed(secret, open);
    let added = move |added: AddedWebhook| {
        secret.set(Some(added.secret));
        on_added.run(());
    };
    let close = move |()| open.set(false);
    move || match secret.get() {
        Some(secret) => view! { <Secret secret lead=t(K::WebhookReady) on_done=close /> }.into_any(),
        None => {
            let action = ServerAction::<AddWebhook>::new();
            view! {
                <Form action name="add-webhook" on_success=added>
                    <Fields />
                    <Foot on_cancel=close label=t(K::CatalogueAdd) />
                </Form>
            }
            .into_any()
        }
    }
}

/// Edits a webhook.
#[component]
pub(super) fn EditWebhookForm(
    /// The webhook as it is.
    row: WebhookRow,
    /// Whether the drawer around it shows.
    open: RwSignal<bool>,
    /// Told when it is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let action = ServerAction::<EditWebhook>::new();
    let toasts = use_toasts();
    let saved = move |()| {
        toasts.ok(t(K::WebhookSaved));
        open.set(false);
        on_saved.run(());
    };
    let id: WebhookId = row.id;
    view! {
        <Form action name="edit-webhook" on_success=saved>
            <input type="hidden" name="webhook" value=id.to_string() />
            <Fields row />
            <Foot on_cancel=move |()| open.set(false) label=t(K::CommonSave) />
        </Form>
    }
}

#[component]
fn Fields(#[prop(optional, into)] row: Option<WebhookRow>) -> impl IntoView {
    let (name, url, chosen) = match row {
        Some(row) => {
            let topics = row.topics.iter().map(|topic| topic.code().to_owned()).collect();
            (row.name, row.url, topics)
        }
        None => Default::default(),
    };
    let topics = Topic::ALL.iter().map(|topic| SelectOption::new(topic.code(), words::topic(*topic)));
    view! {
        <div class="dialog__body">
            <Field name="form[name]" label=t(K::WebhookName) required=true>
                <TextInput maxlength=NAME_MAX value=name placeholder=t(K::WebhookNameExample) autocomplete="off" />
            </Field>
            <Field name="form[url]" label=t(K::WebhookUrl) hint=t(K::WebhookUrlHint) required=true>
                <TextInput kind="url" maxlength=URL_MAX value=url placeholder="https://" autocomplete="off" />
            </Field>
            <Field name="form[topics]" label=t(K::WebhookTopics) hint=t(K::WebhookTopicsHint) required=true group=true>
                <Checklist options=topics.collect() chosen />
            </Field>
        </div>
    }
}

#[component]
fn Foot(#[prop(into)] on_cancel: Callback<()>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <footer class="dialog__foot">
            <Button on:click=move |_| on_cancel.run(())>{t(K::CommonCancel)}</Button>
            <Submit>{label}</Submit>
        </footer>
    }
}

/// A secret that has just been made, to be taken along.
#[component]
pub(super) fn Secret(
    /// The secret.
    secret: String,
    /// What has happened.
    #[prop(into)]
    lead: String,
    /// Told when it has been taken.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="one-time">
            <p class="one-time__lead" role="status">{lead}</p>
            <p class="one-time__text">{t(K::WebhookOnce)}</p>
            <CopyField value=secret label=t(K::WebhookSecret) />
            <footer class="dialog__foot">
                <Button on:click=move |_| on_done.run(())>{t(K::InviteDone)}</Button>
            </footer>
        </div>
    }
}
