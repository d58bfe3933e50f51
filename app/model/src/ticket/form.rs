//! The forms that register, edit and answer a ticket.

use serde::{Deserialize, Serialize};

use super::{CONTENT_MAX, Priority, Status, TAGS_MAX, TITLE_MAX};
use crate::{
    AttachmentId, ContactId, DepartmentId, FieldErrors, PersonId, Problem, Result, TagId, TypeId,
    attachment::FILES_MAX, form, text,
};

/// 创建工单 / 编辑: every field as the browser sends it (UK-66..86).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketForm {
    /// 工单标题.
    pub title: String,
    /// 工单内容, as HTML.
    pub content: String,
    /// 工单类型, or empty.
    pub type_id: String,
    /// 优先级, as its code.
    pub priority: String,
    /// 工单状态, as its code.
    pub status: String,
    /// 标签.
    pub tags: Vec<String>,
    /// 联系人, or empty.
    pub contact: String,
    /// 工单发起人; the signed-in person when empty.
    pub initiator: String,
    /// 受理部门, or empty.
    pub department: String,
    /// 受理人, or empty.
    pub handler: String,
    /// Uploaded files.
    pub attachments: Vec<String>,
    /// Made by the browser once per form, so that a repeated submit makes one ticket.
    pub key: String,
    /// The version that an edit began with; 0 for a new ticket.
    pub version: i64,
}

/// A checked [`TicketForm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    /// 工单标题.
    pub title: String,
    /// 工单内容, as HTML that is not yet cleaned.
    pub content: String,
    /// 工单类型.
    pub type_id: Option<TypeId>,
    /// 优先级.
    pub priority: Priority,
    /// 工单状态.
    pub status: Status,
    /// 标签, without doubles.
    pub tags: Vec<TagId>,
    /// 联系人.
    pub contact: Option<ContactId>,
    /// 工单发起人, if another than the signed-in person.
    pub initiator: Option<PersonId>,
    /// 受理部门.
    pub department: Option<DepartmentId>,
    /// 受理人.
    pub handler: Option<PersonId>,
    /// Uploaded files.
    pub attachments: Vec<AttachmentId>,
}

/// A reply (工单回复) or an internal note (内部备注).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplyForm {
    /// The text, as HTML; may be empty when only the status changes.
    pub content: String,
    /// 提交方式: the status to submit with, or empty for the one that the flow gives.
    pub status: String,
    /// Uploaded files.
    pub attachments: Vec<String>,
    /// Made by the browser once per form.
    pub key: String,
    /// The version of the ticket that the writer had before them.
    pub version: i64,
}

/// A checked [`ReplyForm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// The text, as HTML that is not yet cleaned; none when only the status changes.
    pub content: Option<String>,
    /// The status to submit with.
    pub status: Option<Status>,
    /// Uploaded files.
    pub attachments: Vec<AttachmentId>,
}

impl TicketForm {
    /// Checks all fields at once, so that every problem shows in one go.
    pub fn parse(&self) -> Result<NewTicket> {
        let mut errors = FieldErrors::default();
        let title = errors.take("title", text::required(&self.title, TITLE_MAX));
        let content = errors.take("content", text::rich(&self.content, CONTENT_MAX));
        let type_id = errors.take("type_id", form::choice(&self.type_id));
        let priority = errors.take("priority", form::choice(&self.priority));
        let status = errors.take("status", form::choice(&self.status));
        let tags = errors.take("tags", form::choices(&self.tags, TAGS_MAX));
        let contact = errors.take("contact", form::choice(&self.contact));
        let initiator = errors.take("initiator", form::choice(&self.initiator));
        let department = errors.take("department", form::choice(&self.department));
        let handler = errors.take("handler", form::choice(&self.handler));
        let attachments = errors.take("attachments", form::choices(&self.attachments, FILES_MAX as u32));
        errors.check()?;
        Ok(NewTicket {
            title: title.unwrap_or_default(),
            content: content.unwrap_or_default(),
            type_id: type_id.flatten(),
            priority: priority.flatten().unwrap_or_default(),
            status: status.flatten().unwrap_or_default(),
            tags: tags.unwrap_or_default(),
            contact: contact.flatten(),
            initiator: initiator.flatten(),
            department: department.flatten(),
            handler: handler.flatten(),
            attachments: attachments.unwrap_or_default(),
        })
    }
}

impl ReplyForm {
    /// Checks the form; text, files or a status must be there.
    pub fn parse(&self) -> Result<NewReply> {
        let mut errors = FieldErrors::default();
        let status = errors.take("status", form::choice(&self.status)).flatten();
        let attachments = errors.take("attachments", form::choices(&self.attachments, FILES_MAX as u32));
        let attachments = attachments.unwrap_or_default();
        let content = match text::rich(&self.content, CONTENT_MAX) {
            Err(Problem::Required) if status.is_some() || !attachments.is_empty() => None,
            content => errors.take("content", content),
        };
        errors.check()?;
        Ok(NewReply { content, status, attachments })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn every_problem_of_a_form_is_reported_at_once() {
        let form = TicketForm { priority: "someday".into(), handler: "nobody".into(), ..Default::default() };
        let Err(Error::Invalid(errors)) = form.parse() else { panic!("a broken form was accepted") };
        assert_eq!(errors.at("title"), Some(&Problem::Required));
        assert_eq!(errors.at("content"), Some(&Problem::Required));
        assert_eq!(errors.at("priority"), Some(&Problem::NotOffered));
        assert_eq!(errors.at("handler"), Some(&Problem::NotOffered));
    }

    #[test]
    fn a_new_ticket_is_untouched_and_of_medium_priority() {
        let form =
            TicketForm {
                title: "停水".into(), content: "<p>三楼停水</p>".into(), ..Default::default()
            };
        let ticket = form.parse().expect("a complete form");
        assert_eq!((ticket.status, ticket.priority), (Status::Untouched, Priority::Medium));
    }

    #[test]
    fn a_reply_needs_text_unless_a_status_or_file_speaks() {
        assert!(ReplyForm { content: "<p> </p>".into(), ..Default::default() }.parse().is_err());
        assert!(ReplyForm { status: "closed".into(), ..Default::default() }.parse().is_ok());
    }
}
