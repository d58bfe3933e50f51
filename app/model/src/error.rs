//! The one error that a person may see.

use serde::{Deserialize, Serialize};

use crate::{FieldErrors, flow::Refusal, person::Who, ticket::Change, time::Time};

/// What went wrong, in terms a screen can put into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Error {
    /// No valid session; sign in first.
    SignedOut,
    /// It does not exist, or the reader may not know that it does.
    NotFound,
    /// Seen, but not this reader's to do.
    Forbidden,
    /// The flow does not allow it now.
    Refused(Refusal),
    /// The form has problems at its fields.
    Invalid(FieldErrors),
    /// Somebody else saved first.
    Conflict(Box<Conflict>),
    /// The form was taken already, when its answer got lost; what has been changed in it since is not in the ticket.
    Registered {
        /// The ticket that it became.
        number: i64,
    },
    /// A one-time link that was used, has expired or never existed.
    LinkExpired,
    /// Too many tries.
    Throttled {
        /// When to try again, in seconds.
        retry_after_seconds: u32,
    },
    /// More bytes than the server accepts.
    TooLarge {
        /// The most bytes allowed.
        max_bytes: u64,
    },
    /// The server cannot answer now; nothing was changed.
    Unavailable,
    /// The browser could not reach the server.
    Offline,
    /// A fault of ours; the log knows it under this number.
    Internal {
        /// What to quote when asking for help.
        request_id: String,
    },
}

/// What another person changed while this one was typing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version to save against next.
    pub version: i64,
    /// Who saved first.
    pub by: Option<Who>,
    /// When.
    pub at: Time,
    /// What differs from the version this person began with.
    pub changes: Vec<Change>,
}

/// A result whose error a person may see.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The HTTP status that carries this error.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::Refused(_) | Self::Conflict(_) | Self::Registered { .. } => 409,
            Self::Invalid(_) => 422,
            Self::LinkExpired => 410,
            Self::Throttled { .. } => 429,
            Self::TooLarge { .. } => 413,
            Self::Unavailable | Self::Offline => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// Whether the same may well work a moment later, so that trying again makes sense.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Throttled { .. } | Self::Unavailable | Self::Offline | Self::Internal { .. } => true,
            Self::SignedOut
            | Self::NotFound
            | Self::Forbidden
            | Self::Refused(_)
            | Self::Invalid(_)
            | Self::Conflict(_)
            | Self::Registered { .. }
            | Self::LinkExpired
            | Self::TooLarge { .. } => false,
        }
    }

    /// A single problem at a single field.
    pub fn at(field: &str, problem: crate::Problem) -> Self {
        Self::Invalid(FieldErrors::one(field, problem))
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}
