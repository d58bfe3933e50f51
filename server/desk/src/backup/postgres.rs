//! PostgreSQL: every table by `copy`, all within one snapshot, without a program from outside.

use std::str::FromStr;

use anyhow::{Context, Result, ensure};
use futures_util::TryStreamExt;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, Postgres, Transaction,
    postgres::PgConnectOptions,
};

use super::{Snapshot, archive::Archive, files, manifest::Table};

/// A member holds about so many bytes of a table, and always whole rows.
const MEMBER_BYTES: usize = 4 * 1024 * 1024;
/// Where the tables lie within a backup.
pub const FOLDER: &str = "tables/";

/// The contents that the database names at present.
pub async fn contents(url: &str) -> Result<Vec<files::Content>> {
    let mut conn = connect(url).await?;
    let contents = named(&mut conn).await;
    conn.close().await?;
    contents.context("the database names no attachments; is it a desk's?")
}

async fn named(conn: &mut PgConnection) -> sqlx::Result<Vec<files::Content>> {
    let attachments = sqlx::query_as(files::CONTENTS).fetch_all(&mut *conn).await?;
    let imports = sqlx::query_as(files::IMPORTS).fetch_all(conn).await?;
    Ok(files::contents(attachments, imports))
}

/// Adds the tables, each behind those it refers to, and answers what is in them.
pub async fn add(archive: &mut Archive, url: &str) -> Result<Snapshot> {
    let mut conn = connect(url).await?;
    let mut tx = conn.begin_with("begin isolation level repeatable read read only").await?;
    let (schema,) = sqlx::query_as(SCHEMA).fetch_one(&mut *tx).await?;
    let mut tables = Vec::new();
    for name in in_order(&mut tx).await? {
        tables.push(add_table(archive, &mut tx, name).await?);
    }
    let contents = named(&mut tx).await?;
    tx.rollback().await?;
    conn.close().await?;
    Ok(Snapshot { schema, tables, contents })
}

/// A connection of its own, on which it is no news when something takes long.
pub async fn connect(url: &str) -> Result<PgConnection> {
    let options = PgConnectOptions::from_str(url)?.application_name("gongdan").disable_statement_logging();
    Ok(PgConnection::connect_with(&options).await?)
}

async fn add_table(archive: &mut Archive, tx: &mut Transaction<'_, Postgres>, name: String) -> Result<Table> {
    let columns: Vec<(String,)> = sqlx::query_as(COLUMNS).bind(&name).fetch_all(&mut **tx).await?;
    let columns: Vec<String> = columns.into_iter().map(|(column,)| column).collect();
    let mut pieces = Pieces { archive, table: &name, pieces: 0, rows: 0, bytes: Vec::new() };
    let mut stream = tx.copy_out_raw(&format!("copy {} to stdout", place(&name, &columns))).await?;
    while let Some(bytes) = stream.try_next().await? {
        pieces.push(&bytes)?;
    }
    drop(stream);
    let rows = pieces.close()?;
    Ok(Table { name, rows, columns })
}

/// A table's rows on their way into members.
struct Pieces<'a> {
    archive: &'a mut Archive,
    table: &'a str,
    pieces: usize,
    rows: u64,
    bytes: Vec<u8>,
}

impl Pieces<'_> {
    fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() < MEMBER_BYTES {
            return Ok(());
        }
        let end = self.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        let rest = self.bytes.split_off(end);
        self.write()?;
        self.bytes = rest;
        Ok(())
    }

    /// In the text of a copy, a line feed ends a row and stands nowhere else.
    fn write(&mut self) -> Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.pieces += 1;
        self.rows += self.bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        let name = format!("{FOLDER}{}/{:06}", self.table, self.pieces);
        let (archive, bytes) = (&mut *self.archive, self.bytes.as_slice());
        tokio::task::block_in_place(|| archive.add(&name, bytes.len() as u64, bytes))?;
        self.bytes.clear();
        Ok(())
    }

    fn close(mut self) -> Result<u64> {
        self.write()?;
        Ok(self.rows)
    }
}

/// A table with its columns, as `copy` wants it.
pub fn place(table: &str, columns: &[String]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    format!("{} ({})", quoted(table), columns.join(", "))
}

/// A name of the database's own.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All tables, each behind those it refers to.
async fn in_order(tx: &mut PgConnection) -> Result<Vec<String>> {
    let tables: Vec<(String,)> = sqlx::query_as(TABLES).fetch_all(&mut *tx).await?;
    let refers: Vec<(String, String)> = sqlx::query_as(REFERS).fetch_all(&mut *tx).await?;
    let mut left: Vec<String> = tables.into_iter().map(|(table,)| table).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |table: &String| refers.iter().any(|(from, to)| from == table && left.contains(to));
        let (waiting, ready): (Vec<_>, Vec<_>) = left.iter().cloned().partition(waits);
        ensure!(!ready.is_empty(), "these tables refer to each other in a circle: {}", waiting.join(", "));
        ordered.extend(ready);
        left = waiting;
    }
    Ok(ordered)
}

/// Whether there is any table where this connection works.
pub async fn is_empty(conn: &mut PgConnection) -> Result<bool> {
    let (tables,): (i64,) = sqlx::query_as(COUNT).fetch_one(conn).await?;
    Ok(tables == 0)
}

/// Runs a statement of our own that has names in it.
pub async fn run(conn: &mut PgConnection, sql: String) -> Result<()> {
    sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(())
}

const SCHEMA: &str = "
    select coalesce(max(version), 0)
    from _sqlx_migrations";

const COUNT: &str = "
    select count(*)
    from pg_tables
    where schemaname = current_schema()";

const TABLES: &str = "
    select tablename::text
    from pg_tables
    where schemaname = current_schema() and tablename <> '_sqlx_migrations'
    order by tablename";

const REFERS: &str = "
    select source.relname::text, target.relname::text
    from pg_constraint
    join pg_class source on source.oid = conrelid
    join pg_class target on target.oid = confrelid
    where contype = 'f' and conrelid <> confrelid and connamespace = current_schema()::regnamespace";

/// Without those that follow from others.
const COLUMNS: &str = "
    select column_name::text
    from information_schema.columns
    where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'
    order by ordinal_position";
