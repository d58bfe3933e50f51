//! What can happen. The log of these is the truth from which timeline, change record, counters and live
//! updates are read.

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, ReplyId,
    flow::NodeKey,
    person::Who,
    ticket::{Change, Status},
    transfer::{Format, List, Subject},
};

/// One thing that happened; who and when stand beside it in the log. Names are kept as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A ticket was registered in this status.
    TicketRegistered {
        /// Its first status.
        status: Status,
    },
    /// The ticket entered a node of its flow.
    NodeEntered {
        /// The node.
        node: NodeKey,
    },
    /// The status changed.
    StatusChanged {
        /// What it was.
        from: Status,
        /// What it became.
        to: Status,
    },
    /// The handler changed.
    Assigned {
        /// Who had it.
        from: Option<Who>,
        /// Who has it now.
        to: Option<Who>,
    },
    /// A reply was written.
    Replied {
        /// The reply.
        reply: ReplyId,
    },
    /// An internal note was written.
    Noted {
        /// The note.
        reply: ReplyId,
    },
    /// Properties were edited.
    TicketEdited {
        /// Old and new values.
        changes: Vec<Change>,
    },
    /// The ticket was deleted.
    TicketDeleted,
    /// A contact was added.
    ContactAdded {
        /// The contact; none in logs from before it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
        /// Its name.
        name: String,
    },
    /// A contact was edited.
    ContactEdited {
        /// The contact.
        contact: ContactId,
        /// Its name now.
        name: String,
    },
    /// A ticket type, tag or department was added.
    ReferenceAdded {
        /// Which of them.
        what: Reference,
        /// Its name.
        name: String,
    },
    /// A person was invited.
    PersonInvited {
        /// The account that the link will make.
        email: String,
    },
    /// An invitation was withdrawn.
    InvitationWithdrawn {
        /// The account that it would have made.
        email: String,
    },
    /// A person set up their account.
    PersonJoined {
        /// Who.
        who: Who,
    },
    /// A person chose another password.
    PasswordChanged {
        /// Who.
        who: Who,
    },
    /// An account was switched off.
    PersonDisabled {
        /// Whose.
        who: Who,
    },
    /// An account was switched on again.
    PersonEnabled {
        /// Whose.
        who: Who,
    },
    /// All rows of a file have been brought in, or refused.
    Imported {
        /// What the rows were.
        what: Subject,
        /// The name of the file.
        file: String,
        /// How many were taken.
        good: i64,
        /// How many were refused.
        bad: i64,
    },
    /// A list was taken out as a file.
    Exported {
        /// Which list.
        what: List,
        /// As what kind of file.
        format: Format,
        /// How it was narrowed, as in its address.
        filter: String,
        /// How many rows were given out.
        rows: i64,
        /// Whether that was the whole list; otherwise the reader went away before its end.
        whole: bool,
    },
    /// A person made a token for programs.
    TokenMade {
        /// Its name.
        name: String,
    },
    /// A token was withdrawn.
    TokenRevoked {
        /// Whose it was.
        who: Who,
        /// Its name.
        name: String,
    },
    /// What becomes of a webhook.
    WebhookKept {
        /// What was done.
        what: Keeping,
        /// Its name.
        name: String,
    },
}

/// What forms pick from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// 工单类型.
    TicketType,
    /// 标签.
    Tag,
    /// 部门.
    Department,
}

/// What can be done with a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// It was added.
    Added,
    /// Its name, address or topics were edited.
    Edited,
    /// It got another secret.
    Rotated,
    /// It was switched on.
    SwitchedOn,
    /// It was switched off: by a person, or by the desk after days of failure.
    SwitchedOff,
    /// It was removed.
    Removed,
}

impl Event {
    /// The name of the kind, as the log's column and live messages carry it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TicketRegistered { .. } => "ticket_registered",
            Self::NodeEntered { .. } => "node_entered",
            Self::StatusChanged { .. } => "status_changed",
            Self::Assigned { .. } => "assigned",
            Self::Replied { .. } => "replied",
            Self::Noted { .. } => "noted",
            Self::TicketEdited { .. } => "ticket_edited",
            Self::TicketDeleted => "ticket_deleted",
            Self::ContactAdded { .. } => "contact_added",
            Self::ReferenceAdded { .. } => "reference_added",
            Self::PersonInvited { .. } => "person_invited",
            Self::InvitationWithdrawn { .. } => "invitation_withdrawn",
            Self::PersonJoined { .. } => "person_joined",
            Self::PasswordChanged { .. } => "password_changed",
            Self::PersonDisabled { .. } => "person_disabled",
            Self::PersonEnabled { .. } => "person_enabled",
            Self::Imported { .. } => "imported",
            Self::Exported { .. } => "exported",
            Self::ContactEdited { .. } => "contact_edited",
            Self::TokenMade { .. } => "token_made",
            Self::TokenRevoked { .. } => "token_revoked",
            Self::WebhookKept { .. } => "webhook_kept",
        }
    }
}
