//! The few places where the two engines need different words.

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}
