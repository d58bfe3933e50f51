//! 创建工单.

pub mod api;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{Error, Route, ticket::View};
use ui::prelude::*;

use crate::{
    form::{FORM, NewContactDialog, Start, TicketFields, submit_soon},
    pick::{self, api::References},
};

/// The form that registers a ticket.
#[component]
pub fn NewPage() -> impl IntoView {
    let references = Resource::new(|| (), |()| pick::api::load_references());
    view! {
        <Title text=t(K::TicketsNew) />
        <section class="page ticket-form">
            <header class="page__head"><h1 class="page__title">{t(K::TicketsNew)}</h1></header>
            <Load resource=references skeleton=|| view! { <Skeleton lines=10 /> } let:references>
                <Register references />
            </Load>
        </section>
    }
}

#[component]
fn Register(references: References) -> impl IntoView {
    let action = ServerAction::<api::Register>::new();
    let me = session::me().who;
    let draft = format!("{}:ticket:new", me.id);
    let adding = RwSignal::new(false);
    let key = session::Key::new();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let registered = move |number: i64| {
        toasts.ok(tf!(K::TicketRegistered, n = number));
        navigate(&Route::TicketFrom(number, View::Mine).href(), Default::default());
    };
    let given_up = RwSignal::new(false);
    view! {
        <Form action name=FORM class="ticket-form__form" on_success=registered>
            <input type="hidden" name="form[key]" value=move || key.get() />
            <RegisteredBefore error=action_error(action) key given_up />
            <TicketFields start=Start::blank(me) references adding />
            <footer class="ticket-form__foot">
                <Draft key=draft begun=key done=given_up />
                <LinkButton href=Route::Tickets(View::default()).href()>{t(K::CommonCancel)}</LinkButton>
                <Submit>{t(K::TicketsRegister)}</Submit>
            </footer>
        </Form>
        <NewContactDialog open=adding />
    }
}

/// An earlier submission has become a ticket, but says something else than what stands here: leads there, which gives
/// this up, or registers this as another ticket.
#[component]
fn RegisteredBefore(
    error: Signal<Option<Error>>,
    key: session::Key,
    given_up: RwSignal<bool>,
) -> impl IntoView {
    tell_here(|error| matches!(error, Error::Registered { .. }));
    let number = Memo::new(move |_| match error.get() {
        Some(Error::Registered { number }) => Some(number),
        _ => None,
    });
    let another = move |_| {
        key.renew();
        submit_soon(FORM);
    };
    move || {
        number.get().map(|number| {
            let href = Route::TicketFrom(number, View::Mine).href();
            view! {
                <section class="conflict" role="alert" tabindex="-1">
                    <h2 class="conflict__title">{tf!(K::TicketRegisteredBefore, n = number)}</h2>
                    <p>{t(K::TicketRegisteredBeforeText)}</p>
                    <div class="conflict__actions">
                        <LinkButton href on:click=move |_| given_up.set(true)>{t(K::TicketShow)}</LinkButton>
                        <Button kind=ButtonKind::Primary on:click=another>{t(K::TicketRegisterAnother)}</Button>
                    </div>
                </section>
            }
        })
    }
}
