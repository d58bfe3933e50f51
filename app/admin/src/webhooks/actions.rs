//! What can be done with a webhook. The actions and questions outlive what is loaded: a page that loads again must not
//! take an answer, a form or a fresh secret away.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Route, WebhookId, webhook::WebhookRow};
use ui::prelude::*;

use super::{
    api::{PingWebhook, RemoveWebhook, RotateWebhook, SwitchWebhook},
    form::{EditWebhookForm, Secret},
};

/// Everything that is under way or being asked.
#[derive(Clone, Copy)]
pub(super) struct Doings {
    id: WebhookId,
    switch: ServerAction<SwitchWebhook>,
    ping: ServerAction<PingWebhook>,
    rotate: ServerAction<RotateWebhook>,
    remove: ServerAction<RemoveWebhook>,
    /// The webhook as its form found it.
    edited: RwSignal<Option<WebhookRow>>,
    editing: RwSignal<bool>,
    rotating: RwSignal<bool>,
    removing: RwSignal<bool>,
}

impl Doings {
    pub(super) fn new(id: WebhookId) -> Self {
        Self {
            id,
            switch: ServerAction::new(),
            ping: ServerAction::new(),
            rotate: ServerAction::new(),
            remove: ServerAction::new(),
            edited: RwSignal::new(None),
            editing: RwSignal::new(false),
            rotating: RwSignal::new(false),
            removing: RwSignal::new(false),
        }
    }

    /// Moves with each answer that changes what the page shows.
    pub(super) fn answers(self) -> usize {
        self.switch.version().get() + self.ping.version().get() + self.rotate.version().get()
    }

    fn edit(self, row: WebhookRow) {
        self.edited.set(Some(row));
        self.editing.set(true);
    }
}

/// The buttons of a webhook.
#[component]
pub(super) fn Buttons(row: WebhookRow, doings: Doings) -> impl IntoView {
    let Doings { id, switch, ping, rotate, remove, .. } = doings;
    let on = row.off.is_none();
    let flip = move |_| {
        switch.dispatch(SwitchWebhook { webhook: id, on: !on });
    };
    let test = move |_| {
        ping.dispatch(PingWebhook { webhook: id });
    };
    let label = t(if on { K::WebhookSwitchOff } else { K::WebhookSwitchOn });
    view! {
        <div class="webhook__actions">
            <Button icon=IconName::Send pending=ping.pending() disabled=!on on:click=test>{t(K::WebhookPing)}</Button>
            <Button icon=IconName::Edit on:click=move |_| doings.edit(row.clone())>{t(K::CommonEdit)}</Button>
            <Button pending=switch.pending() on:click=flip>{label}</Button>
            <Button pending=rotate.pending() on:click=move |_| doings.rotating.set(true)>{t(K::WebhookRotate)}</Button>
            <Button
                kind=ButtonKind::Ghost
                icon=IconName::Trash
                pending=remove.pending()
                on:click=move |_| doings.removing.set(true)
            >
                {t(K::CommonDelete)}
            </Button>
        </div>
    }
}

/// The questions and forms behind the buttons.
#[component]
pub(super) fn Questions(
    doings: Doings,
    /// Told when the form is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let Doings { switch, ping, edited, editing, .. } = doings;
    tell_outcome(ping, K::WebhookPinged);
    tell_outcome(switch, K::WebhookSaved);
    let form = move || edited.get().map(|row| view! { <EditWebhookForm row open=editing on_saved /> });
    view! {
        <Drawer name="edit-webhook-drawer" title=t(K::WebhookEdit) open=editing>{form}</Drawer>
        <Rotate doings />
        <Remove doings />
    }
}

/// Asks before the secret changes, and shows the new one.
#[component]
fn Rotate(doings: Doings) -> impl IntoView {
    let Doings { id, rotate, rotating, .. } = doings;
    let showing = RwSignal::new(false);
    let secret = RwSignal::new(None::<String>);
    forget_when_closed(secret, showing);
    let toasts = use_toasts();
    let made = move |made: String| {
        secret.set(Some(made));
        showing.set(true);
    };
    after_action(rotate, made, move |error| toasts.fault(&error));
    let confirm = move |()| {
        rotate.dispatch(RotateWebhook { webhook: id });
        rotating.set(false);
    };
    let shown = move || {
        secret.get().map(|secret| {
            view! { <Secret secret lead=t(K::WebhookRotated) on_done=move |()| showing.set(false) /> }
        })
    };
    view! {
        <Confirm name="rotate-webhook" title=t(K::WebhookRotateQuestion) open=rotating confirm_label=t(K::WebhookRotate) on_confirm=confirm>
            <p>{t(K::WebhookRotateText)}</p>
        </Confirm>
        <Dialog name="webhook-secret" title=t(K::WebhookSecret) open=showing>{shown}</Dialog>
    }
}

/// Asks before the webhook and its log go.
#[component]
fn Remove(doings: Doings) -> impl IntoView {
    let Doings { id, remove, removing, .. } = doings;
    let (toasts, navigate) = (use_toasts(), use_navigate());
    let removed = move |()| {
        toasts.ok(t(K::WebhookRemoved));
        navigate(&Route::Webhooks.href(), Default::default());
    };
    after_action(remove, removed, move |error| toasts.fault(&error));
    let confirm = move |()| {
        remove.dispatch(RemoveWebhook { webhook: id });
        removing.set(false);
    };
    view! {
        <Confirm name="remove-webhook" title=t(K::WebhookRemoveQuestion) open=removing confirm_label=t(K::CommonDelete) danger=true on_confirm=confirm>
            <p>{t(K::WebhookRemoveText)}</p>
        </Confirm>
    }
}
