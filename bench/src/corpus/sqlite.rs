//! Bulk inserts into a SQLite file that nobody else uses.

use std::path::Path;

use anyhow::Result;
use rusqlite::{
    Connection, params_from_iter,
    types::{ToSql, ToSqlOutput, Value, ValueRef},
};

use super::{Batch, Cell, Sink, Table};

/// The file.
pub struct SqliteSink(Connection);

impl SqliteSink {
    /// Opens it without a care for crashes; a corpus that is not finished is thrown away.
    pub fn open(file: &Path) -> Result<Self> {
        let db = Connection::open(file)?;
        db.execute_batch(
            "pragma synchronous = off; pragma cache_size = -600000; pragma foreign_keys = off;",
        )?;
        Ok(Self(db))
    }

    /// Closes the file.
    pub fn close(self) -> Result<()> {
        self.0.close().map_err(|(_, error)| error.into())
    }
}

impl Sink for SqliteSink {
    async fn write(&mut self, batch: Batch) -> Result<()> {
        let tx = self.0.transaction()?;
        for (table, rows) in batch.0 {
            let mut insert = tx.prepare(&insert(table))?;
            for row in rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(tx.commit()?)
    }

    async fn run(&mut self, sql: &str) -> Result<()> {
        Ok(self.0.execute_batch(sql)?)
    }
}

/// Leaves one file behind, without a log beside it.
pub fn settle(file: &Path) -> Result<()> {
    let db = Connection::open(file)?;
    db.query_row("pragma wal_checkpoint(truncate)", (), |_| Ok(()))?;
    db.close().map_err(|(_, error)| error.into())
}

fn insert(table: &Table) -> String {
    let places: Vec<String> = (1..=table.columns.len()).map(|nth| format!("?{nth}")).collect();
    format!("insert into {} ({}) values ({})", table.name, table.columns.join(", "), places.join(", "))
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}
