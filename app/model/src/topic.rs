//! What the outside hears of: the public names of events, which stay the same whatever becomes of the log's own.

use serde::{Deserialize, Serialize};

use crate::{event::Event, form};

/// A kind of event that programs can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Topic {
    /// A ticket was registered.
    #[serde(rename = "ticket.registered")]
    TicketRegistered,
    /// A ticket entered a node of its flow.
    #[serde(rename = "ticket.node_entered")]
    NodeEntered,
    /// The status of a ticket changed.
    #[serde(rename = "ticket.status_changed")]
    StatusChanged,
    /// The handler of a ticket changed.
    #[serde(rename = "ticket.assigned")]
    Assigned,
    /// A reply was written.
    #[serde(rename = "ticket.replied")]
    Replied,
    /// An internal note was written.
    #[serde(rename = "ticket.noted")]
    Noted,
    /// Properties of a ticket were edited.
    #[serde(rename = "ticket.edited")]
    TicketEdited,
    /// A ticket was deleted.
    #[serde(rename = "ticket.deleted")]
    TicketDeleted,
    /// A contact was added.
    #[serde(rename = "contact.added")]
    ContactAdded,
    /// A contact was edited.
    #[serde(rename = "contact.edited")]
    ContactEdited,
}

form::codes! {
    Topic {
        TicketRegistered = "ticket.registered", NodeEntered = "ticket.node_entered",
        StatusChanged = "ticket.status_changed", Assigned = "ticket.assigned", Replied = "ticket.replied",
        Noted = "ticket.noted", TicketEdited = "ticket.edited", TicketDeleted = "ticket.deleted",
        ContactAdded = "contact.added", ContactEdited = "contact.edited",
    }
}

impl Topic {
    /// The topic of an event; none for what stays inside.
    pub fn of(event: &Event) -> Option<Self> {
        Self::of_kind(event.kind())
    }

    /// The topic of a kind, as [`Event::kind`] names it.
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.kind() == kind)
    }

    /// The kind in the log.
    pub fn kind(self) -> &'static str {
        match self {
            Self::TicketRegistered => "ticket_registered",
            Self::NodeEntered => "node_entered",
            Self::StatusChanged => "status_changed",
            Self::Assigned => "assigned",
            Self::Replied => "replied",
            Self::Noted => "noted",
            Self::TicketEdited => "ticket_edited",
            Self::TicketDeleted => "ticket_deleted",
            Self::ContactAdded => "contact_added",
            Self::ContactEdited => "contact_edited",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Status;

    #[test]
    fn an_event_has_the_topic_of_its_kind_and_what_stays_inside_has_none() {
        let registered = Event::TicketRegistered { status: Status::Untouched };
        assert_eq!(Topic::of(&registered), Some(Topic::TicketRegistered));
        assert_eq!(Topic::of(&Event::TicketDeleted), Some(Topic::TicketDeleted));
        assert_eq!(Topic::of(&Event::PersonInvited { email: String::new() }), None);
    }

    #[test]
    fn the_wire_and_the_code_say_the_same() {
        for topic in Topic::ALL {
            assert_eq!(serde_json::to_string(topic).expect("json"), format!("\"{}\"", topic.code()));
        }
    }
}
