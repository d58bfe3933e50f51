//! Tickets as programs read them. The shapes are a promise: they grow, but nothing in them changes or goes.

use model::{
    event::Event,
    flow::ActionKind,
    organisation::Colour,
    person::Who,
    ticket::{Entry, Field, Priority, ReplyKind, Status, TicketDetail, TicketRow},
    topic::Topic,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    attachments::Attachment, contacts::Contact, instant::written, problem::Change, references::Reference,
};

/// A person by id and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// The account.
    pub id: Uuid,
    /// The name people call them by.
    pub name: String,
}

impl From<Who> for Person {
    fn from(who: Who) -> Self {
        Self { id: who.id.0, name: who.name }
    }
}

/// A tag on a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tag {
    /// The tag.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
}

impl From<model::organisation::Tag> for Tag {
    fn from(tag: model::organisation::Tag) -> Self {
        Self { id: tag.id.0, name: tag.name, colour: tag.colour }
    }
}

/// One line of a list of tickets.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketSummary {
    /// The ticket.
    id: Uuid,
    /// Its number, by which it is addressed.
    number: i64,
    /// Its title.
    title: String,
    /// The contact's name.
    contact: Option<String>,
    /// Its priority.
    priority: Priority,
    /// Its status.
    status: Status,
    /// Who has it on their desk.
    handler: Option<Person>,
    /// The name of its type.
    #[serde(rename = "type")]
    type_name: Option<String>,
    /// When it was registered.
    #[schema(format = DateTime)]
    created_at: String,
    /// When anything last happened to it.
    #[schema(format = DateTime)]
    updated_at: String,
    /// Whether the person behind the token follows it.
    starred: bool,
}

impl From<TicketRow> for TicketSummary {
    fn from(row: TicketRow) -> Self {
        Self {
            id: row.id.0,
            number: row.number,
            title: row.title,
            contact: row.contact,
            priority: row.priority,
            status: row.status,
            handler: row.handler.map(Person::from),
            type_name: row.type_name,
            created_at: written(row.created_at),
            updated_at: written(row.updated_at),
            starred: row.starred,
        }
    }
}

/// A ticket with its whole story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ticket {
    /// The ticket.
    pub id: Uuid,
    /// Its number, by which it is addressed.
    pub number: i64,
    /// Counts every change; also the ETag.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its content, as cleaned HTML.
    pub content: String,
    /// Its status.
    pub status: Status,
    /// Its priority.
    pub priority: Priority,
    /// Its type.
    #[serde(rename = "type")]
    pub ticket_type: Option<Reference>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Whom it is about; without `contacts:read` by `id` and `name` only.
    #[schema(value_type = Option<Contact>)]
    pub contact: Option<TicketContact>,
    /// Who registered it.
    pub creator: Person,
    /// For whom it was registered.
    pub initiator: Person,
    /// The handler chosen at the beginning.
    pub assignee: Option<Person>,
    /// Who has it on their desk.
    pub handler: Option<Person>,
    /// The department it is for.
    pub department: Option<Reference>,
    /// When it was registered.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When anything last happened to it.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// When it was closed, if it is.
    #[schema(format = DateTime)]
    pub closed_at: Option<String>,
    /// Whether the person behind the token follows it.
    pub starred: bool,
    /// What the person behind the token may do now.
    pub actions: Vec<ActionKind>,
    /// Files of its own content; those of replies lie with the replies.
    pub attachments: Vec<Attachment>,
    /// What happened, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// The contact of a ticket, as much as the token may know.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum TicketContact {
    /// All of it.
    Whole(Box<Contact>),
    /// Who it is.
    Named(Reference),
}

impl TicketContact {
    fn of(contact: model::contact::Contact, whole: bool) -> Self {
        match whole {
            true => Self::Whole(Box::new(contact.into())),
            false => Self::Named(Reference { id: contact.id.0, name: contact.name }),
        }
    }
}

/// What a token that may not read the ticket is told of one it has registered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisteredTicket {
    /// Its number, by which it is addressed.
    pub number: i64,
    /// Counts every change; also the ETag.
    pub version: i64,
}

/// A ticket that was registered, as much as the token may read.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum NewlyRegistered {
    /// All of it.
    Ticket(Box<Ticket>),
    /// Where it is.
    Number(RegisteredTicket),
}

impl Ticket {
    /// The ticket, with all that is known of its contact or only the name.
    pub fn of(detail: TicketDetail, whole_contact: bool) -> Self {
        Self {
            id: detail.id.0,
            number: detail.number,
            version: detail.version,
            title: detail.title,
            content: detail.content,
            status: detail.status,
            priority: detail.priority,
            ticket_type: detail.ticket_type.map(Reference::from),
            tags: detail.tags.into_iter().map(Tag::from).collect(),
            contact: detail.contact.map(|contact| TicketContact::of(contact, whole_contact)),
            creator: detail.creator.into(),
            initiator: detail.initiator.into(),
            assignee: detail.assignee.map(Person::from),
            handler: detail.handler.map(Person::from),
            department: detail.department.map(Reference::from),
            created_at: written(detail.created_at),
            updated_at: written(detail.updated_at),
            closed_at: detail.closed_at.map(written),
            starred: detail.starred,
            actions: detail.actions,
            attachments: detail.attachments.into_iter().map(Attachment::from).collect(),
            history: detail.entries.into_iter().filter_map(HistoryEntry::of).collect(),
        }
    }
}

/// One thing that happened to a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryEntry {
    /// Its number in the log.
    event: i64,
    /// What kind of event it was.
    #[serde(rename = "type")]
    topic: Topic,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who did it; nobody when the desk did.
    actor: Option<Person>,
    /// The reply or note that was written.
    reply: Option<Reply>,
    /// The properties that changed.
    changes: Vec<Change>,
}

/// A reply or an internal note.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reply {
    /// The reply.
    id: Uuid,
    /// Reply or note.
    kind: ReplyKind,
    /// Its text, as cleaned HTML; empty when only files came or only the status changed.
    content: String,
    /// Its files.
    attachments: Vec<Attachment>,
}

impl HistoryEntry {
    fn of(entry: Entry) -> Option<Self> {
        Some(Self {
            event: entry.seq,
            topic: Topic::of(&entry.event)?,
            at: written(entry.at),
            actor: entry.actor.map(Person::from),
            reply: entry.reply.map(|reply| Reply {
                id: reply.id.0,
                kind: reply.kind,
                content: reply.content,
                attachments: reply.attachments.into_iter().map(Attachment::from).collect(),
            }),
            changes: changes(entry.event),
        })
    }
}

fn changes(event: Event) -> Vec<Change> {
    let status = |status: Status| Some(status.code().to_owned());
    let name = |who: Option<Who>| who.map(|who| who.name);
    match event {
        Event::TicketEdited { changes } => changes.into_iter().map(Change::from).collect(),
        Event::StatusChanged { from, to } => {
            vec![Change { field: Field::Status, old: status(from), new: status(to) }]
        }
        Event::Assigned { from, to } => {
            vec![Change { field: Field::Handler, old: name(from), new: name(to) }]
        }
        _ => Vec::new(),
    }
}
