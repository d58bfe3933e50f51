//! The buttons: only what flow and rights allow, the likely one first in weight.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{
    Route,
    flow::ActionKind,
    ticket::{ReplyForm, Status},
};
use ui::prelude::*;

use super::{
    api,
    asked::Asked,
    assign::{AssignDialog, TakeButton},
    screen::Screen,
};
use crate::{form::Trouble, mark::StarButton};

#[component]
pub(super) fn Actions(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket;
    let assigning = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let closing = RwSignal::new(false);
    let may = move |action| Memo::new(move |_| screen.allows(action));
    let (assign, submit, ask_again) =
        (may(ActionKind::Assign), may(ActionKind::Submit), may(ActionKind::AskAgain));
    let edit = Memo::new(move |_| screen.is_own() && screen.allows(ActionKind::Edit));
    let delete = Memo::new(move |_| screen.is_own() && screen.allows(ActionKind::Delete));
    let pool = Memo::new(move |_| ticket.with(|ticket| ticket.handler.is_none()));
    let starred = Signal::derive(move || ticket.with(|ticket| ticket.starred));
    let hand_over = move || t(if pool.get() { K::TicketAssign } else { K::TicketHandOver });
    let edit_href = Route::EditTicket(screen.number()).href();
    view! {
        <div class="ticket__actions">
            <StarButton number=screen.number() starred worded=true />
            <Show when=move || edit.get()>
                <LinkButton href=edit_href.clone() icon=IconName::Edit>{t(K::CommonEdit)}</LinkButton>
            </Show>
            <Show when=move || delete.get()>
                <Button kind=ButtonKind::Ghost icon=IconName::Trash on:click=move |_| deleting.set(true)>{t(K::CommonDelete)}</Button>
            </Show>
            <Show when=move || assign.get()>
                <Button icon=IconName::Users on:click=move |_| assigning.set(true)>{hand_over}</Button>
            </Show>
            <Show when=move || assign.get() && pool.get()><TakeButton screen /></Show>
            <Show when=move || submit.get()>
                <Button kind=ButtonKind::Primary icon=IconName::CheckCircle on:click=move |_| closing.set(true)>{t(K::TicketClose)}</Button>
            </Show>
            <Show when=move || ask_again.get()>
                <a class="button button--primary" href="#composer"><span class="button__text">{t(K::TicketAskAgain)}</span></a>
            </Show>
        </div>
        <AssignDialog screen open=assigning />
        <ConfirmClose screen open=closing />
        <ConfirmDelete screen open=deleting />
    }
}

#[component]
fn ConfirmClose(screen: Screen, open: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<api::Reply>::new();
    let asked = Asked::new(screen, open, action);
    let toasts = use_toasts();
    let closed = move |()| {
        open.set(false);
        toasts.ok(t(K::TicketClosed));
        screen.refresh();
    };
    after_action(action, closed, move |_| screen.refresh());
    let close = move |()| {
        let form = ReplyForm {
            status: Status::Closed.code().to_owned(),
            version: asked.answered_version(),
            ..ReplyForm::default()
        };
        action.dispatch(api::Reply { number: screen.number(), again: false, form });
    };
    view! {
        <Confirm name="close-ticket" title=t(K::TicketCloseTitle) open confirm_label=t(K::TicketClose) pending=action.pending() on_confirm=close>
            <Trouble error=asked.error />
            <p>{t(K::TicketCloseText)}</p>
        </Confirm>
    }
}

#[component]
fn ConfirmDelete(screen: Screen, open: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<api::Delete>::new();
    let asked = Asked::new(screen, open, action);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let deleted = move |()| {
        toasts.ok(tf!(K::TicketDeleted, n = screen.number()));
        navigate(&screen.list().href(), Default::default());
    };
    after_action(action, deleted, move |_| screen.refresh());
    let delete = move |()| {
        action.dispatch(api::Delete { number: screen.number(), version: asked.answered_version() });
    };
    view! {
        <Confirm
            name="delete-ticket"
            title=tf!(K::TicketDeleteTitle, n = screen.number())
            open
            confirm_label=t(K::CommonDelete)
            danger=true
            pending=action.pending()
            on_confirm=delete
        >
            <Trouble error=asked.error />
            <p>{t(K::TicketDeleteText)}</p>
        </Confirm>
    }
}
