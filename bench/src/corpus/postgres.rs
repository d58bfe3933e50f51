//! Bulk copies into a PostgreSQL database that nobody else uses.

use std::{fmt::Write, io::Cursor};

use anyhow::Result;
use futures_util::SinkExt;
use tokio_postgres::{Client, NoTls};

use super::{Batch, Cell, Row, Sink, Table};

/// The database.
pub struct PostgresSink(Client);

impl PostgresSink {
    /// Connects; foreign keys are trusted.
    pub async fn open(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute("set session_replication_role = replica; set synchronous_commit = off").await?;
        Ok(Self(client))
    }

    /// Lets the planner know what is there.
    pub async fn settle(self) -> Result<()> {
        self.0.batch_execute("vacuum analyze").await?;
        Ok(self.0.batch_execute("checkpoint").await?)
    }
}

impl Sink for PostgresSink {
    async fn write(&mut self, batch: Batch) -> Result<()> {
        let tx = self.0.transaction().await?;
        for (table, rows) in batch.0 {
            let sink = tx.copy_in::<_, Cursor<Vec<u8>>>(&copy(table)).await?;
            let mut sink = std::pin::pin!(sink);
            sink.send(Cursor::new(lines(&rows).into_bytes())).await?;
            sink.finish().await?;
        }
        Ok(tx.commit().await?)
    }

    async fn run(&mut self, sql: &str) -> Result<()> {
        Ok(self.0.batch_execute(sql).await?)
    }
}

fn copy(table: &Table) -> String {
    format!("copy {} ({}) from stdin", table.name, table.columns.join(", "))
}

fn lines(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        for (nth, cell) in row.iter().enumerate() {
            text.push_str(if nth == 0 { "" } else { "\t" });
            put(&mut text, cell);
        }
        text.push('\n');
    }
    text
}

/// In the text form of `copy`.
fn put(text: &mut String, cell: &Cell) {
    let written = match cell {
        Cell::Null => write!(text, "\\N"),
        Cell::Id(id) => write!(text, "{id}"),
        Cell::Number(number) => write!(text, "{number}"),
        Cell::Text(value) => {
            let escaped = value.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n");
            write!(text, "{escaped}")
        }
    };
    written.expect("a string takes everything");
}
