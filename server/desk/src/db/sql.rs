//! SQL put together at run time: lists and bulk inserts only.

use sqlx::error::BoxDynError;

use super::{DbError, Value, binds::Args};
use crate::dialect::Dialect;

/// A statement under construction; values always travel as arguments, never in the text.
pub struct Sql {
    text: String,
    args: Args,
    count: usize,
    failure: Option<BoxDynError>,
}

impl Sql {
    /// A statement that begins with this text.
    pub fn new(dialect: Dialect, text: &str) -> Self {
        Self { text: text.to_owned(), args: Args::new(dialect), count: 0, failure: None }
    }

    /// Adds text of the program's own.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a placeholder and its value.
    pub fn bind<'q>(&mut self, value: impl Value<'q>) -> &mut Self {
        self.count += 1;
        self.text.push('$');
        self.text.push_str(&self.count.to_string());
        if let Err(error) = value.add_to(&mut self.args) {
            self.failure = Some(error);
        }
        self
    }

    /// Adds a limit in digits: SQLite plans by its value, and plans anew for every value that is bound.
    pub fn limit(&mut self, rows: i64) -> &mut Self {
        self.text.push_str("\nlimit ");
        self.text.push_str(&rows.to_string());
        self
    }

    /// The engine it is written for.
    pub fn dialect(&self) -> Dialect {
        match self.args {
            Args::Sqlite(_) => Dialect::Sqlite,
            Args::Postgres(_) => Dialect::Postgres,
        }
    }

    pub(super) fn finish(self) -> (String, Result<Args, DbError>) {
        (self.text, self.failure.map_or(Ok(self.args), |error| Err(DbError::Encode(error))))
    }
}
