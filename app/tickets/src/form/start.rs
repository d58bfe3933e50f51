//! What the form begins with.

use model::{
    attachment::{Attachment, beside},
    contact::Contact,
    person::Who,
    ticket::{TicketDetail, TicketForm},
};
use ui::upload::Stored;

/// The values of a new form, with the names behind its ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The values as they would be sent.
    pub form: TicketForm,
    /// 联系人.
    pub contact: Option<Contact>,
    /// 工单发起人.
    pub initiator: Who,
    /// 受理人.
    pub handler: Option<Who>,
    /// The files that are there already.
    pub files: Vec<Stored>,
}

impl Start {
    /// A new ticket: untouched, of medium priority, begun by the person themselves.
    pub fn blank(me: Who) -> Self {
        let form = TicketForm {
            priority: model::ticket::Priority::default().code().to_owned(),
            status: model::ticket::Status::default().code().to_owned(),
            initiator: me.id.to_string(),
            ..TicketForm::default()
        };
        Self { form, contact: None, initiator: me, handler: None, files: Vec::new() }
    }

    /// The ticket as it is. Pictures of the text go with the text.
    pub fn of(ticket: &TicketDetail) -> Self {
        let id = |id: Option<String>| id.unwrap_or_default();
        let files = beside(&ticket.content, &ticket.attachments);
        let form = TicketForm {
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
            attachments: files.iter().map(|file| file.id.to_string()).collect(),
            key: String::new(),
            version: ticket.version,
        };
        Self {
            form,
            contact: ticket.contact.clone(),
            initiator: ticket.initiator.clone(),
            handler: ticket.handler.clone(),
            files: files.iter().map(stored).collect(),
        }
    }
}

fn stored(file: &Attachment) -> Stored {
    Stored {
        id: file.id.to_string(),
        name: file.name.clone(),
        size: file.size,
        media_type: file.media_type.clone(),
        href: file.href(),
    }
}
