//! 联系人信息 and the properties.

use leptos::prelude::*;
use model::{contact::Contact, ticket::TicketDetail};
use ui::prelude::*;

use super::screen::Screen;

#[component]
pub(super) fn Side(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket;
    let contact = Memo::new(move |_| ticket.with(|ticket| ticket.contact.clone()));
    view! {
        <aside class="ticket-side">
            {move || contact.get().map(|contact| view! { <ContactCard contact /> })}
            {move || ticket.with(|ticket| view! { <Properties ticket=ticket.clone() /> })}
        </aside>
    }
}

/// Everything known of the contact; absent when nobody was filled in (UK-124).
#[component]
fn ContactCard(contact: Contact) -> impl IntoView {
    let phone = contact
        .phone
        .map(|phone| view! { <a href=format!("tel:{phone}") rel="external">{phone.clone()}</a> }.into_any());
    let email = contact.email.map(|email| {
        view! { <a href=format!("mailto:{email}") rel="external">{email.clone()}</a> }.into_any()
    });
    view! {
        <section class="card">
            <h2 class="card__title">{t(K::ContactTitle)}</h2>
            <dl class="facts">
                <Fact label=t(K::ContactName) value=Some(contact.name.into_any()) />
                <Fact label=t(K::ContactPhone) value=phone />
                <Fact label=t(K::ContactEmail) value=email />
                <Fact label=t(K::ContactCompany) value=contact.company.map(IntoAny::into_any) />
                <Fact label=t(K::ContactAddress) value=contact.address.map(IntoAny::into_any) />
                <Fact label=t(K::ContactRemark) value=contact.remark.map(IntoAny::into_any) />
            </dl>
        </section>
    }
}

#[component]
fn Properties(ticket: TicketDetail) -> impl IntoView {
    let none = || t(K::CommonNone).into_any();
    let handler = ticket.handler.map_or_else(|| t(K::TicketUnassigned).into_any(), |who| who.name.into_any());
    let nothing = ticket.tags.is_empty();
    let tags = ticket
        .tags
        .into_iter()
        .map(|tag| view! { <span class="tag" data-tone=tag.colour.code()>{tag.name}</span> });
    let tags = if nothing { none() } else { tags.collect_view().into_any() };
    let assignee = ticket.assignee.map(|who| who.name.into_any());
    let closed = ticket.closed_at.map(|at| view! { <TimeTag at /> }.into_any());
    view! {
        <section class="card">
            <h2 class="card__title">{t(K::TicketProperties)}</h2>
            <dl class="facts">
                <Fact label=t(K::TicketType) value=Some(ticket.ticket_type.map_or_else(none, |it| it.name.into_any())) />
                <Fact label=t(K::TicketTags) value=Some(tags) />
                <Fact label=t(K::TicketDepartment) value=Some(ticket.department.map_or_else(none, |it| it.name.into_any())) />
                <Fact label=t(K::TicketHandler) value=Some(handler) />
                <Fact label=t(K::TicketAssignee) value=assignee />
                <Fact label=t(K::TicketInitiator) value=Some(ticket.initiator.name.into_any()) />
                <Fact label=t(K::TicketCreator) value=Some(ticket.creator.name.into_any()) />
                <Fact label=t(K::TicketCreatedAt) value=Some(view! { <TimeTag at=ticket.created_at /> }.into_any()) />
                <Fact label=t(K::TicketUpdatedAt) value=Some(view! { <TimeTag at=ticket.updated_at /> }.into_any()) />
                <Fact label=t(K::TicketClosedAt) value=closed />
            </dl>
        </section>
    }
}

/// One line; absent without a value.
#[component]
fn Fact(label: &'static str, value: Option<AnyView>) -> impl IntoView {
    value.map(|value| view! { <dt>{label}</dt><dd>{value}</dd> })
}
