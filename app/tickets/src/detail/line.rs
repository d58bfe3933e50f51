//! One entry of the history in words.

use leptos::prelude::*;
use model::{
    attachment::beside,
    event::Event,
    text,
    ticket::{Entry, Reply},
};
use ui::prelude::*;

use super::{
    attachments::{Attachments, Enlarged},
    part::Part,
};
use crate::{form::Changes, words};

/// A message with its files, or a line about what was done.
pub(super) fn line(entry: Entry, show: Part, enlarged: Enlarged) -> AnyView {
    let name = entry.actor.as_ref().map_or_else(|| t(K::LineDesk).to_owned(), |who| who.name.clone());
    match (entry.event, entry.reply) {
        (Event::Replied { .. }, Some(reply)) if show == Part::Changes => {
            done(name, entry.at, tf!(K::LineRepliedText, text = text::plain(&reply.content)), None)
        }
        (Event::Replied { .. }, Some(reply)) => {
            message(name, entry.at, reply, TimelineKind::Message, enlarged)
        }
        (Event::Noted { .. }, Some(reply)) => message(name, entry.at, reply, TimelineKind::Note, enlarged),
        (Event::TicketEdited { changes }, _) => {
            let changes = view! { <Changes changes /> }.into_any();
            done(name, entry.at, t(K::LineEdited).to_owned(), Some(changes))
        }
        (event, _) => {
            let me = entry.actor.as_ref().map(|who| who.id);
            done(name, entry.at, words_of(&event, me), None)
        }
    }
}

fn message(name: String, at: model::Time, reply: Reply, kind: TimelineKind, enlarged: Enlarged) -> AnyView {
    let what = t(if kind == TimelineKind::Note { K::LineNoted } else { K::LineReplied });
    let files = beside(&reply.content, &reply.attachments);
    let content =
        (!reply.content.is_empty()).then(|| view! { <div class="prose" inner_html=reply.content></div> });
    view! {
        <TimelineItem name kind meta=move || view! { {what}" "<TimeTag at /> }>
            {content}
            <Attachments files enlarged />
        </TimelineItem>
    }
    .into_any()
}

fn done(name: String, at: model::Time, what: String, more: Option<AnyView>) -> AnyView {
    view! {
        <TimelineItem kind=TimelineKind::System meta=|| ()>
            <TimeTag at />
            " "
            <strong>{name}</strong>
            " "
            {what}
            {more}
        </TimelineItem>
    }
    .into_any()
}

fn words_of(event: &Event, actor: Option<model::PersonId>) -> String {
    match event {
        Event::TicketRegistered { status } => tf!(K::LineRegisteredAs, status = words::status(*status)),
        Event::StatusChanged { from, to } => {
            tf!(K::LineStatus, old = words::status(*from), new = words::status(*to))
        }
        Event::Assigned { from: None, to: Some(to) } if Some(to.id) == actor => t(K::LineTook).to_owned(),
        Event::Assigned { from: None, to: Some(to) } => tf!(K::LineAssigned, name = to.name),
        Event::Assigned { from: Some(from), to: Some(to) } => {
            tf!(K::LineHandedOver, old = from.name, new = to.name)
        }
        Event::Assigned { to: None, .. } => t(K::LineReturned).to_owned(),
        Event::TicketEdited { .. } => t(K::LineEdited).to_owned(),
        Event::TicketDeleted => t(K::LineDeleted).to_owned(),
        Event::Replied { .. } => t(K::LineReplied).to_owned(),
        Event::Noted { .. } => t(K::LineNoted).to_owned(),
        Event::NodeEntered { .. }
        | Event::ContactAdded { .. }
        | Event::ReferenceAdded { .. }
        | Event::PersonInvited { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::PersonJoined { .. }
        | Event::PasswordChanged { .. }
        | Event::PersonDisabled { .. }
        | Event::PersonEnabled { .. }
        | Event::Imported { .. }
        | Event::Exported { .. }
        | Event::ContactEdited { .. }
        | Event::TokenMade { .. }
        | Event::TokenRevoked { .. }
        | Event::WebhookKept { .. } => String::new(),
    }
}
