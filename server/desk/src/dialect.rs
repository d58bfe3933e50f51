//! The few places where the two engines need different words.

use serde::{Deserialize, Serialize};

use crate::search::LONG;

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Embedded, one file.
    Sqlite,
    /// A server of its own.
    Postgres,
}

impl Dialect {
    /// Appended to a `select` that claims rows which no other worker may claim at the same time. SQLite has one
    /// writer and needs nothing.
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for update skip locked",
        }
    }

    /// Appended to a `select` of rows that are read in order to write what follows from them, so that whoever changes
    /// them is through, or waits. SQLite has one writer and needs nothing.
    pub(crate) fn to_follow(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for no key update",
        }
    }

    /// Appended to a `select` of a row that must stay as it is until the end, whoever else reads it so. SQLite has one
    /// writer and needs nothing.
    pub(crate) fn to_keep(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for share",
        }
    }

    /// Appended to a `select` of rows that must not be removed before the commit, while others may change and point at
    /// them. SQLite has one writer and needs nothing.
    pub(crate) fn kept(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for key share",
        }
    }

    /// Appended to a `select` of rows that nobody else may touch or point at before the commit. SQLite has one writer
    /// and needs nothing.
    pub(crate) fn alone(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for update",
        }
    }

    /// Asks the index for a token.
    pub(crate) fn search_token(self, token: &str) -> String {
        match self {
            Self::Sqlite => format!("\"{token}\""),
            Self::Postgres => format!("'{token}'"),
        }
    }

    /// Asks the index for tokens that begin like this.
    pub(crate) fn search_prefix(self, start: &str) -> String {
        match self {
            Self::Sqlite => format!("\"{start}\" *"),
            Self::Postgres => format!("'{start}':*"),
        }
    }

    /// Asks the index for tokens one behind the other; of texts too long for positions, for all of them.
    pub(crate) fn search_phrase(self, tokens: &[String]) -> String {
        let quoted =
            |word: &str| tokens.iter().map(|token| format!("'{token}'")).collect::<Vec<_>>().join(word);
        match self {
            Self::Sqlite => format!("\"{}\"", tokens.join(" ")),
            Self::Postgres => format!("(({}) | ('{LONG}' & {}))", quoted(" <-> "), quoted(" & ")),
        }
    }

    /// Between parts of a question that must all be met.
    pub(crate) fn search_and(self) -> &'static str {
        match self {
            Self::Sqlite => " AND ",
            Self::Postgres => " & ",
        }
    }

    /// Between parts of a question of which one must be met.
    pub(crate) fn search_or(self) -> &'static str {
        match self {
            Self::Sqlite => " OR ",
            Self::Postgres => " | ",
        }
    }
}
