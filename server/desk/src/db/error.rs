//! What the database can answer besides rows.

use model::Error;
use sqlx::error::BoxDynError;

/// A failure of the database; becomes a [`model::Error`] that tells people no internals.
#[derive(Debug)]
pub enum DbError {
    /// A value that the engine does not take.
    Encode(BoxDynError),
    /// Arguments made for the other engine.
    OtherEngine,
    /// A row that must be there was not.
    Missing,
    /// The batch that this change was part of could not be written.
    NotWritten,
    /// Everything else.
    Sqlx(sqlx::Error),
}

impl DbError {
    /// Whether a value is taken that must be unique.
    pub fn is_unique(&self) -> bool {
        match self {
            Self::Sqlx(error) => error.as_database_error().is_some_and(|error| error.is_unique_violation()),
            Self::Encode(_) | Self::OtherEngine | Self::Missing | Self::NotWritten => false,
        }
    }

    /// Whether the database is out of reach or out of room rather than the request at fault.
    fn is_passing(&self) -> bool {
        match self {
            Self::NotWritten => true,
            Self::Sqlx(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| is_passing_code(&code))
            }
            Self::Sqlx(error) => {
                matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_))
            }
            Self::Encode(_) | Self::OtherEngine | Self::Missing => false,
        }
    }
}

/// PostgreSQL: a broken connection, a deadlock, no room, a database that takes nobody, a server that stops. SQLite:
/// another process writes, a disk that is full or fails.
fn is_passing_code(code: &str) -> bool {
    const SQLITE_BUSY: i32 = 5;
    const SQLITE_IOERR: i32 = 10;
    const SQLITE_FULL: i32 = 13;
    match code.parse::<i32>() {
        Ok(sqlite) if code.len() < 5 => matches!(sqlite & 0xff, SQLITE_BUSY | SQLITE_IOERR | SQLITE_FULL),
        _ => ["08", "40", "53", "55000", "57P"].iter().any(|class| code.starts_with(class)),
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        Self::Sqlx(error)
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        tracing::error!(%error, "database");
        if error.is_passing() { Self::Unavailable } else { Self::Internal { request_id: String::new() } }
    }
}

impl std::fmt::Display for DbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Encode(error) => write!(f, "a value was not taken: {error}"),
            Self::OtherEngine => f.write_str("arguments were made for the other engine"),
            Self::Missing => f.write_str("a row that must be there was not"),
            Self::NotWritten => f.write_str("the batch could not be written"),
            Self::Sqlx(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DbError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_work_a_moment_later_is_told_from_faults_of_ours() {
        for code in ["40P01", "40001", "53100", "57P01", "55000", "08006", "5", "517", "13", "778"] {
            assert!(is_passing_code(code), "{code}");
        }
        for code in ["23505", "42601", "22021", "1", "19", "2067"] {
            assert!(!is_passing_code(code), "{code}");
        }
    }
}
