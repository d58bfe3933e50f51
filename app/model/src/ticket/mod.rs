//! 工单: its states, forms, lists and page.

pub mod detail;
pub mod form;
pub mod listing;

pub use detail::{Entry, Reply, ReplyKind, TicketDetail};
pub use form::{NewTicket, ReplyForm, TicketForm};
pub use listing::{Count, StatusIs, TicketFilter, TicketPage, TicketRow, TypeIs, View, ViewCounts};

use serde::{Deserialize, Serialize};

use crate::form::codes;

/// 工单状态, as people see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "The status of a ticket."))]
pub enum Status {
    /// 未受理.
    #[default]
    Untouched,
    /// 已回复.
    Replied,
    /// 再追问.
    AskedAgain,
    /// 已关闭.
    Closed,
}

/// 优先级, which marks a ticket and never orders a list (UK-79).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(
    feature = "schema",
    derive(utoipa::ToSchema),
    schema(description = "The priority of a ticket; it never orders a list.")
)]
pub enum Priority {
    /// 低, green.
    Low,
    /// 中, blue.
    #[default]
    Medium,
    /// 高, yellow.
    High,
    /// 紧急, red.
    Urgent,
}

/// A property of a ticket that the change record can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Field {
    /// 工单标题.
    Title,
    /// 工单内容; the record says that it changed, not its text.
    Content,
    /// 工单类型.
    Type,
    /// 优先级.
    Priority,
    /// 工单状态.
    Status,
    /// 标签.
    Tags,
    /// 联系人.
    Contact,
    /// 工单发起人.
    Initiator,
    /// 受理部门.
    Department,
    /// 处理人.
    Handler,
    /// 附件.
    Attachments,
}

/// One line of 变更记录. Priority and status are kept as codes, so that each reader gets their own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub field: Field,
    /// What it was.
    pub old: Option<String>,
    /// What it became.
    pub new: Option<String>,
}

codes! {
    Status { Untouched = "untouched", Replied = "replied", AskedAgain = "asked_again", Closed = "closed" }
    Priority { Low = "low", Medium = "medium", High = "high", Urgent = "urgent" }
}

/// The longest title, in characters.
pub const TITLE_MAX: u32 = 200;
/// The longest content or reply, in characters of HTML.
pub const CONTENT_MAX: u32 = 100_000;
/// The most tags on one ticket.
pub const TAGS_MAX: u32 = 20;
