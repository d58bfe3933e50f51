//! 创建工单.

pub mod api;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{Error, Route, ticket::View};
use ui::{
    draft::{self, Draft},
    prelude::*,
};

use crate::{
    form::{FORM, NewContactDialog, Start, TicketFields},
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
    let refused = {
        let draft = draft.clone();
        move |error| {
            if matches!(error, Error::Registered { .. }) {
                draft::clear(&draft);
            }
        }
    };
    after_action(action, |_| {}, refused);
    view! {
        <Form action name=FORM class="ticket-form__form" on_success=registered>
            <input type="hidden" name="form[key]" value=move || key.get() />
            <TicketFields start=Start::blank(me) references adding />
            <footer class="ticket-form__foot">
                <Draft key=draft begun=key />
                <LinkButton href=Route::Tickets(View::default()).href()>{t(K::CommonCancel)}</LinkButton>
                <Submit>{t(K::TicketsRegister)}</Submit>
            </footer>
        </Form>
        <NewContactDialog open=adding />
    }
}
