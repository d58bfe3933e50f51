//! What travels over the socket between an open page and the server: ids and versions, never content.

use serde::{Deserialize, Serialize};

use crate::{TicketId, person::Who};

/// From the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// The last event number the page has seen; the first message on every connection.
    Since {
        /// None for a page that has just been rendered and wants only what comes next.
        seq: Option<i64>,
    },
    /// The page now shows this ticket, or none.
    Viewing {
        /// The ticket.
        ticket: Option<TicketId>,
        /// Whether the person is typing a reply or editing.
        typing: bool,
    },
    /// Keeps the connection and the presence alive.
    Ping,
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// Everything visible that happened since, in order; also the answer to `Since`, then perhaps empty.
    Events {
        /// The number to name after a lost connection.
        seq: i64,
        /// What happened.
        events: Vec<LiveEvent>,
    },
    /// Who else has the ticket open.
    Presence {
        /// The ticket.
        ticket: TicketId,
        /// The others.
        people: Vec<Present>,
    },
    /// The session has ended; sign in again.
    SignedOut,
    /// Answers `Ping`.
    Pong,
}

/// Something that happened to something the reader may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveEvent {
    /// Its number in the tenant's log.
    pub seq: i64,
    /// Its kind, as [`crate::event::Event::kind`] names it.
    pub kind: String,
    /// The ticket it happened to.
    pub ticket: Option<TicketId>,
    /// That ticket's number.
    pub number: Option<i64>,
    /// That ticket's version now.
    pub version: Option<i64>,
    /// Who did it.
    pub actor: Option<Who>,
}

/// Somebody who has a ticket open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Who.
    pub who: Who,
    /// Whether they are typing.
    pub typing: bool,
}
