//! Reading rows of either engine by position.

use anyhow::Result;
use uuid::Uuid;

use super::page::{Cell, Event, Person, Reader, Reply, Sum, Ticket, TicketRow};

/// A row of either engine.
pub trait Columns {
    /// A text.
    fn text(&self, at: usize) -> Result<String>;
    /// A text or nothing.
    fn maybe(&self, at: usize) -> Result<Option<String>>;
    /// A number or a time.
    fn number(&self, at: usize) -> Result<i64>;
    /// A number or nothing.
    fn maybe_number(&self, at: usize) -> Result<Option<i64>>;
    /// An id.
    fn id(&self, at: usize) -> Result<Uuid>;
}

macro_rules! columns {
    ($row:ty, $get:ident) => {
        impl Columns for $row {
            fn text(&self, at: usize) -> Result<String> {
                Ok(self.$get(at)?)
            }
            fn maybe(&self, at: usize) -> Result<Option<String>> {
                Ok(self.$get(at)?)
            }
            fn number(&self, at: usize) -> Result<i64> {
                Ok(self.$get(at)?)
            }
            fn maybe_number(&self, at: usize) -> Result<Option<i64>> {
                Ok(self.$get(at)?)
            }
            fn id(&self, at: usize) -> Result<Uuid> {
                Ok(self.$get(at)?)
            }
        }
    };
}

columns!(rusqlite::Row<'_>, get);
columns!(tokio_postgres::Row, try_get);

/// Something that is made of a row.
pub trait FromColumns: Sized {
    /// Takes the columns in their order.
    fn from_columns(row: &impl Columns) -> Result<Self>;
}

impl FromColumns for Reader {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok(Self { tenant: row.id(0)?, id: row.id(1)?, name: row.text(2)? })
    }
}

impl FromColumns for TicketRow {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok(Self {
            number: row.number(0)?,
            title: row.text(1)?,
            contact: row.maybe(2)?,
            priority: row.text(3)?,
            status: row.text(4)?,
            handler: row.maybe(5)?,
            type_name: row.maybe(6)?,
            created_at: row.number(7)?,
            starred: row.maybe_number(8)?.is_some(),
        })
    }
}

impl FromColumns for Sum {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        let mine = row.number(1)? == 1;
        Ok(Self { facet: row.text(0)?, mine, status: row.text(2)?, tickets: row.number(3)? })
    }
}

impl FromColumns for Person {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok(Self { id: row.id(0)?, name: row.text(1)? })
    }
}

impl FromColumns for i64 {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        row.number(0)
    }
}

impl FromColumns for String {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        row.text(0)
    }
}

impl FromColumns for (Uuid, Uuid) {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok((row.id(0)?, row.id(1)?))
    }
}

impl FromColumns for Ticket {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok(Self {
            id: row.id(0)?,
            number: row.number(1)?,
            title: row.text(2)?,
            content: row.text(3)?,
            priority: row.text(4)?,
            status: row.text(5)?,
            type_name: row.maybe(6)?,
            creator: row.text(7)?,
            initiator: row.text(8)?,
            assignee: row.maybe(9)?,
            handler: row.maybe(10)?,
            department: row.maybe(11)?,
            contact: [
                row.maybe(12)?,
                row.maybe(13)?,
                row.maybe(14)?,
                row.maybe(15)?,
                row.maybe(16)?,
                row.maybe(17)?,
            ],
            created_at: row.number(18)?,
            updated_at: row.number(19)?,
            closed_at: row.maybe_number(20)?,
            starred: row.maybe_number(21)?.is_some(),
        })
    }
}

impl FromColumns for Event {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        let payload = serde_json::from_str(&row.text(3)?)?;
        Ok(Self { at: row.number(0)?, actor: row.maybe(1)?, payload })
    }
}

impl FromColumns for Reply {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        Ok(Self { id: row.id(0)?, content: row.text(2)? })
    }
}

impl FromColumns for Cell {
    fn from_columns(row: &impl Columns) -> Result<Self> {
        let (facet, type_name) = (row.text(0)?, row.maybe(1)?);
        Ok(Self { facet, type_name, status: row.text(2)?, tickets: row.number(3)? })
    }
}
