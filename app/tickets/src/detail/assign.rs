//! 移交, 分配 and 领取.

use leptos::prelude::*;
use ui::{combobox::Combobox, prelude::*};

use super::{api, screen::Screen};
use crate::{
    form::{ConflictPanel, conflict_in, submit_soon},
    pick::people_search,
};

/// 领取: takes a ticket out of the pool.
#[component]
pub(super) fn TakeButton(screen: Screen) -> impl IntoView {
    let action = ServerAction::<api::Assign>::new();
    let toasts = use_toasts();
    let me = session::me().who.id;
    let taken = move |()| {
        toasts.ok(t(K::TicketTaken));
        screen.refresh();
    };
    let failed = move |error| {
        toasts.fault(&error);
        screen.refresh();
    };
    after_action(action, taken, failed);
    let take = move |_| {
        action.dispatch(api::Assign {
            number: screen.number(),
            to: me.to_string(),
            version: screen.version(),
        });
    };
    view! { <Button icon=IconName::Inbox pending=action.pending() on:click=take>{t(K::TicketTake)}</Button> }
}

/// Asks to whom; nobody puts it back into the pool.
#[component]
pub(super) fn AssignDialog(screen: Screen, open: RwSignal<bool>) -> impl IntoView {
    let has_handler = Memo::new(move |_| screen.ticket.with(|ticket| ticket.handler.is_some()));
    let title = Signal::derive(move || {
        t(if has_handler.get() { K::TicketHandOver } else { K::TicketAssign }).to_owned()
    });
    let hint = Signal::derive(move || has_handler.get().then(|| t(K::TicketAssignHint).to_owned()));
    view! { <Dialog name="assign-ticket" title open><AssignForm screen open title hint /></Dialog> }
}

/// Is about the ticket as it stood when the dialog opened.
#[component]
fn AssignForm(
    screen: Screen,
    open: RwSignal<bool>,
    title: Signal<String>,
    hint: Signal<Option<String>>,
) -> impl IntoView {
    const NAME: &str = "assign";
    let action = ServerAction::<api::Assign>::new();
    let version = RwSignal::new(screen.version());
    let conflict = conflict_in(action_error(action));
    let toasts = use_toasts();
    let assigned = move |()| {
        open.set(false);
        toasts.ok(t(K::TicketAssigned));
        screen.refresh();
    };
    after_action(action, assigned, move |_| screen.refresh());
    let again = move |latest: i64| {
        version.set(latest);
        submit_soon(NAME);
    };
    view! {
        <Form action name=NAME>
            <input type="hidden" name="number" value=screen.number().to_string() />
            <input type="hidden" name="version" value=move || version.get().to_string() />
            <ConflictPanel conflict again_label=t(K::ConflictSendAnyway) on_again=again />
            <Field name="to" label=t(K::TicketHandler) hint>
                <Combobox search=people_search(|| None) placeholder=t(K::TicketUnassigned) />
            </Field>
            <div class="form__actions">
                <Button on:click=move |_| open.set(false)>{t(K::CommonCancel)}</Button>
                <Submit>{move || title.get()}</Submit>
            </div>
        </Form>
    }
}
