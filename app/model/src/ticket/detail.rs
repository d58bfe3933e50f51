//! The page of one ticket (工单处理界面).

use serde::{Deserialize, Serialize};

use super::{Priority, Status};
use crate::{
    ReplyId, TicketId, Time,
    attachment::Attachment,
    contact::Contact,
    event::Event,
    flow::{ActionKind, Step},
    form::codes,
    organisation::{Department, Tag, TicketType},
    person::Who,
};

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDetail {
    /// The ticket.
    pub id: TicketId,
    /// 编号.
    pub number: i64,
    /// Counts every change; a save must name the one it began with.
    pub version: i64,
    /// 工单标题.
    pub title: String,
    /// 工单内容, as cleaned HTML.
    pub content: String,
    /// 工单状态.
    pub status: Status,
    /// 优先级.
    pub priority: Priority,
    /// 工单类型.
    pub ticket_type: Option<TicketType>,
    /// 标签.
    pub tags: Vec<Tag>,
    /// 联系人; none when nobody was filled in (UK-124).
    pub contact: Option<Contact>,
    /// 创建人.
    pub creator: Who,
    /// 工单发起人.
    pub initiator: Who,
    /// 受理人, as chosen at the beginning.
    pub assignee: Option<Who>,
    /// 处理人.
    pub handler: Option<Who>,
    /// 受理部门.
    pub department: Option<Department>,
    /// When it was registered.
    pub created_at: Time,
    /// When anything last happened to it.
    pub updated_at: Time,
    /// When it was closed, if it is.
    pub closed_at: Option<Time>,
    /// Whether the reader follows it.
    pub starred: bool,
    /// Files of the ticket's own content; those of replies lie with the replies.
    pub attachments: Vec<Attachment>,
    /// What happened, oldest first.
    pub entries: Vec<Entry>,
    /// The way through the flow.
    pub steps: Vec<Step>,
    /// What the reader may do now, by flow and rights.
    pub actions: Vec<ActionKind>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the tenant's event log.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// Who did it; nobody when the desk did.
    pub actor: Option<Who>,
    /// What.
    pub event: Event,
    /// The text that belongs to a reply or note.
    pub reply: Option<Reply>,
}

/// Whether customers may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ReplyKind {
    /// 工单回复.
    Reply,
    /// 内部备注.
    Note,
}

codes! {
    ReplyKind { Reply = "reply", Note = "note" }
}

/// A reply or note with its text and files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The reply.
    pub id: ReplyId,
    /// Reply or note.
    pub kind: ReplyKind,
    /// Cleaned HTML; empty when only files came or only the status changed.
    pub content: String,
    /// Its files.
    pub attachments: Vec<Attachment>,
}

impl TicketDetail {
    /// Whether the reader may do this now.
    pub fn allows(&self, action: ActionKind) -> bool {
        self.actions.contains(&action)
    }
}
