//! The one registry of ids: UUIDs of version 7 that the server makes, each kind a type of its own.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// 租户: the organisation whose data nobody else sees.
    TenantId;
    /// A member of staff with an account.
    PersonId;
    /// 部门.
    DepartmentId;
    /// A signed-in browser.
    SessionId;
    /// A one-time link that lets a person set up an account.
    InvitationId;
    /// 工单.
    TicketId;
    /// 工单类型.
    TypeId;
    /// 标签.
    TagId;
    /// 联系人: the person served.
    ContactId;
    /// A reply or an internal note on a ticket.
    ReplyId;
    /// An uploaded file.
    AttachmentId;
    /// Work that follows a commit.
    JobId;
    /// 导入: a file whose rows become tickets or contacts.
    ImportId;
    /// API 令牌: lets a program act for a person.
    TokenId;
    /// Webhook: an address that is told of events.
    WebhookId;
    /// One message to a webhook.
    DeliveryId;
}
