//! What a ticket is, besides its words, as tokens beside them: a search within one's own tickets or a filter walks a
//! short list then instead of every ticket with the word. The conditions of the query itself still decide.

use model::{
    DepartmentId, PersonId, TagId, TypeId,
    ticket::{Priority, Status},
};

use super::query::Query;

/// Begins every token of this kind.
const MARK: char = '\u{e003}';

/// Something that a ticket is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Facet {
    /// Created by.
    Creator(PersonId),
    /// On behalf of.
    Initiator(PersonId),
    /// Handled by; nobody has it when none.
    Handler(Option<PersonId>),
    /// For this department, or none.
    Department(Option<DepartmentId>),
    /// Of this type, or none.
    Type(Option<TypeId>),
    /// With this tag.
    Tag(TagId),
    /// In this status.
    Status(Status),
    /// Of this priority.
    Priority(Priority),
}

impl Facet {
    /// The token that a ticket with it holds.
    pub fn token(self) -> String {
        let id = |letter: char, id: Option<uuid::Uuid>| match id {
            Some(id) => format!("{MARK}{letter}{}", id.simple()),
            None => format!("{MARK}{letter}"),
        };
        match self {
            Self::Creator(person) => id('c', Some(person.0)),
            Self::Initiator(person) => id('i', Some(person.0)),
            Self::Handler(person) => id('h', person.map(|person| person.0)),
            Self::Department(department) => id('d', department.map(|department| department.0)),
            Self::Type(of) => id('t', of.map(|of| of.0)),
            Self::Tag(tag) => id('g', Some(tag.0)),
            Self::Status(status) => format!("{MARK}s{}", status.code().replace('_', "")),
            Self::Priority(priority) => format!("{MARK}p{}", priority.code()),
        }
    }

    /// Asks for tickets with it.
    pub fn query(self) -> Query {
        Query::Token(self.token())
    }
}
