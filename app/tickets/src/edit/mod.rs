//! 编辑: the same form, filled in, with an answer for the case that somebody else saved first.

pub mod api;

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use model::{
    Error, Route, TicketId,
    flow::ActionKind,
    ticket::{TicketDetail, View},
};
use ui::{
    draft::{self, Draft},
    prelude::*,
};

use crate::{
    detail::{api::detail, attend},
    form::{ConflictPanel, FORM, NewContactDialog, Start, TicketFields, conflict_in, submit_soon},
    pick::{self, api::References},
};

/// The form that edits a ticket.
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let number =
        Memo::new(move |_| params.with(|params| params.get("number")?.parse().ok()).unwrap_or_default());
    let loaded = Resource::new(
        move || number.get(),
        |number: i64| async move { Ok((detail(number).await?, pick::api::load_references().await?)) },
    );
    let title = move || tf!(K::TicketEditTitle, n = number.get());
    view! {
        <PageTitle text=title />
        <section class="page ticket-form">
            <header class="page__head"><h1 class="page__title">{title}</h1></header>
            <Load resource=loaded skeleton=|| view! { <Skeleton lines=10 /> } let:loaded>
                <Editor ticket=loaded.0 references=loaded.1 />
            </Load>
        </section>
    }
}

#[component]
fn Editor(ticket: TicketDetail, references: References) -> impl IntoView {
    if ticket.allows(ActionKind::Edit) {
        view! { <Edit ticket references /> }.into_any()
    } else {
        let Fault(error) = Error::Forbidden.into();
        view! {
            <ErrorPanel error />
            <p class="page__after"><LinkButton href=Route::Ticket(ticket.number).href()>{t(K::TicketShow)}</LinkButton></p>
        }
        .into_any()
    }
}

#[component]
fn Edit(ticket: TicketDetail, references: References) -> impl IntoView {
    let number = ticket.number;
    let action = ServerAction::<api::Edit>::new();
    let conflict = conflict_in(action_error(action));
    let version = RwSignal::new(ticket.version);
    let key = StoredValue::new(format!("{}:ticket:{}:edit", session::me().who.id, ticket.id));
    let adding = RwSignal::new(false);
    let toasts = use_toasts();
    let back = Route::TicketFrom(number, View::Mine).href();
    let leave = {
        let (navigate, back) = (use_navigate(), back.clone());
        move || navigate(&back, Default::default())
    };
    let saved = {
        let leave = leave.clone();
        move |()| {
            toasts.ok(t(K::TicketSaved));
            leave();
        }
    };
    let again = move |latest: i64| {
        version.set(latest);
        submit_soon(FORM);
    };
    let discard = move |()| {
        key.with_value(|key| draft::clear(key));
        leave();
    };
    view! {
        <Watch ticket=ticket.id />
        <Form action name=FORM class="ticket-form__form" on_success=saved>
            <input type="hidden" name="number" value=number.to_string() />
            <input type="hidden" name="form[version]" value=move || version.get().to_string() />
            <ConflictPanel conflict again_label=t(K::ConflictSaveMine) on_again=again on_discard=discard />
            <TicketFields start=Start::of(&ticket) references adding />
            <footer class="ticket-form__foot">
                <Draft key=key.get_value() begun=version />
                <LinkButton href=back>{t(K::CommonCancel)}</LinkButton>
                <Submit>{t(K::CommonSave)}</Submit>
            </footer>
        </Form>
        <NewContactDialog open=adding />
    }
}

/// Tells the others that this person is at it, and this person when another has changed something.
#[component]
fn Watch(ticket: TicketId) -> impl IntoView {
    let changed = attend(ticket, true);
    view! {
        <div class="ticket-form__watch" role="status" aria-live="polite">
            {move || changed.get().map(|changed| view! { <p class="alert alert--warn">{changed}</p> })}
        </div>
    }
}
