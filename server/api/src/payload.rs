//! What requests bring, read as every operation reads it, for whoever wants to read without asking for anything.

pub use crate::{
    attachments::received,
    contacts::{ContactChanges, ContactQuery, NewContact},
    events::EventQuery,
    extract::{Body, IfMatch, Key, Named, Params, Seen},
    problem::{Trouble, answer},
    tickets::{
        answers::{Closing, NewNote, NewReply},
        list::TicketQuery,
        moves::{Assignment, Taking},
        writing::{NewTicket, TicketChanges},
    },
};
