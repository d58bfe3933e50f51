//! Tickets in tests.

use ::desk::{Ctx, ticket};
use model::{
    AttachmentId, ContactId, DepartmentId, TagId, TypeId,
    ticket::{Priority, ReplyForm, Status, TicketDetail, TicketForm},
};

use crate::TestDesk;

/// A ticket about to be registered.
#[derive(Clone)]
pub struct TicketBuilder {
    /// The form as it would be sent.
    pub form: TicketForm,
}

impl TestDesk {
    /// Begins the story of a ticket.
    pub fn ticket(&self, title: &str) -> TicketBuilder {
        let content = format!("<p>{title}，请尽快处理</p>");
        TicketBuilder { form: TicketForm { title: title.to_owned(), content, ..TicketForm::default() } }
    }
}

impl TicketBuilder {
    /// Replaces the content.
    pub fn saying(mut self, html: &str) -> Self {
        self.form.content = html.to_owned();
        self
    }

    /// Names a handler.
    pub fn handled_by(mut self, handler: &Ctx) -> Self {
        self.form.handler = handler.actor_id().to_string();
        self
    }

    /// Names an initiator.
    pub fn for_initiator(mut self, initiator: &Ctx) -> Self {
        self.form.initiator = initiator.actor_id().to_string();
        self
    }

    /// Names a department.
    pub fn in_department(mut self, department: DepartmentId) -> Self {
        self.form.department = department.to_string();
        self
    }

    /// Names a contact.
    pub fn about(mut self, contact: ContactId) -> Self {
        self.form.contact = contact.to_string();
        self
    }

    /// Gives it a type.
    pub fn of_type(mut self, type_id: TypeId) -> Self {
        self.form.type_id = type_id.to_string();
        self
    }

    /// Gives it a priority.
    pub fn with_priority(mut self, priority: Priority) -> Self {
        self.form.priority = priority.code().to_owned();
        self
    }

    /// Gives it a status.
    pub fn with_status(mut self, status: Status) -> Self {
        self.form.status = status.code().to_owned();
        self
    }

    /// Adds a tag.
    pub fn tagged(mut self, tag: TagId) -> Self {
        self.form.tags.push(tag.to_string());
        self
    }

    /// Adds an uploaded file.
    pub fn with_file(mut self, file: AttachmentId) -> Self {
        self.form.attachments.push(file.to_string());
        self
    }

    /// Gives the form an idempotency key.
    pub fn with_key(mut self, key: &str) -> Self {
        self.form.key = key.to_owned();
        self
    }

    /// Registers it and answers its number.
    pub async fn by(self, creator: &Ctx) -> i64 {
        ticket::register(creator, &self.form).await.expect("the ticket is registered")
    }
}

/// A reply to a ticket of this version.
pub fn reply(text: &str, version: i64) -> ReplyForm {
    ReplyForm { content: format!("<p>{text}</p>"), version, ..ReplyForm::default() }
}

/// The form that edits a ticket, filled in with what it shows.
pub fn edit_form(ticket: &TicketDetail) -> TicketForm {
    let id = |id: Option<String>| id.unwrap_or_default();
    TicketForm {
        title: ticket.title.clone(),
        content: ticket.content.clone(),
        type_id: id(ticket.ticket_type.as_ref().map(|it| it.id.to_string())),
        priority: ticket.priority.code().to_owned(),
        status: ticket.status.code().to_owned(),
        tags: ticket.tags.iter().map(|tag| tag.id.to_string()).collect(),
        contact: id(ticket.contact.as_ref().map(|it| it.id.to_string())),
        initiator: ticket.initiator.id.to_string(),
        department: id(ticket.department.as_ref().map(|it| it.id.to_string())),
        handler: id(ticket.handler.as_ref().map(|it| it.id.to_string())),
        attachments: ticket.attachments.iter().map(|file| file.id.to_string()).collect(),
        key: String::new(),
        version: ticket.version,
    }
}
