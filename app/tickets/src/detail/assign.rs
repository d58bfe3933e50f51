//! 移交, 分配 and 领取.

use leptos::prelude::*;
use ui::{combobox::Combobox, prelude::*};

use super::{api, screen::Screen};
use crate::{act, pick::people_search};

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
    act::after(action, taken, move || screen.refresh());
    let take = move |_| {
        let version = screen.ticket.with_untracked(|ticket| ticket.version);
        action.dispatch(api::Assign { number: screen.number(), to: me.to_string(), version });
    };
    view! { <Button icon=IconName::Inbox pending=action.pending() on:click=take>{t(K::TicketTake)}</Button> }
}

/// Asks to whom; nobody puts it back into the pool.
#[component]
pub(super) fn AssignDialog(screen: Screen, open: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<api::Assign>::new();
    let ticket = screen.ticket;
    let toasts = use_toasts();
    let assigned = move |()| {
        open.set(false);
        toasts.ok(t(K::TicketAssigned));
        screen.refresh();
    };
    let has_handler = Memo::new(move |_| ticket.with(|ticket| ticket.handler.is_some()));
    let title = Signal::derive(move || {
        t(if has_handler.get() { K::TicketHandOver } else { K::TicketAssign }).to_owned()
    });
    let hint =
        Signal::derive(
            move || if has_handler.get() { t(K::TicketAssignHint).to_owned() } else { String::new() },
        );
    let version = move || ticket.with(|ticket| ticket.version.to_string());
    view! {
        <Dialog name="assign-ticket" title open>
            <Form action name="assign" on_success=assigned>
                <input type="hidden" name="number" value=screen.number().to_string() />
                <input type="hidden" name="version" value=version />
                <Field name="to" label=t(K::TicketHandler) hint>
                    <Combobox search=people_search(|| None) placeholder=t(K::TicketUnassigned) />
                </Field>
                <div class="form__actions">
                    <Button on:click=move |_| open.set(false)>{t(K::CommonCancel)}</Button>
                    <Submit>{move || title.get()}</Submit>
                </div>
            </Form>
        </Dialog>
    }
}
