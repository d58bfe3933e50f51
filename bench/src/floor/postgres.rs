//! The floor over tokio-postgres: a few connections with prepared statements; what does not depend on an earlier answer
//! is asked at once.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::{Context, Result};
use desk::{Dialect, search::Query};
use futures_util::future::{try_join, try_join4, try_join5};
use tokio_postgres::{Client, NoTls, Statement, types::ToSql};
use uuid::Uuid;

use super::{
    create::{Counter, New},
    page::{Chrome, Detail, List, Overview, Reader, Rows, Ticket, TicketRow},
    rows::FromColumns,
    sql,
};

const CONNECTIONS: usize = 16;

/// The connections.
pub struct PostgresStore {
    connections: Vec<Connection>,
    next: AtomicUsize,
    counter: Mutex<Counter>,
    somebody: (Uuid, Uuid),
}

struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

impl PostgresStore {
    /// Connects and prepares everything.
    pub async fn open(url: &str) -> Result<Self> {
        let mut connections = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            connections.push(Connection::open(url).await?);
        }
        let rows = connections[0].client.query(sql::SOMEBODY, &[]).await?;
        let somebody = <(Uuid, Uuid)>::from_columns(rows.first().context("nobody")?)?;
        let (next, counter) = (AtomicUsize::new(0), Mutex::new(Counter::new()));
        Ok(Self { connections, next, counter, somebody })
    }

    /// The list of what waits for the reader.
    pub async fn list(&self, token: &[u8]) -> Result<List> {
        let db = self.connection();
        let reader: Reader = db.one(sql::READER, &[&token]).await?;
        let (tenant, id, nil) = (reader.tenant, reader.id, Uuid::nil());
        let (rows, sums, starred, (types, tags), people) = try_join5(
            db.all(sql::PENDING, &[&tenant, &id]),
            db.all(sql::SUMS, &[&tenant, &id, &nil]),
            db.one(sql::STARRED, &[&tenant, &id]),
            try_join(db.all(sql::TYPES, &[&tenant]), db.all(sql::TAGS, &[&tenant])),
            db.all(sql::PEOPLE, &[&tenant]),
        )
        .await?;
        Ok(List { rows, chrome: Chrome { reader, sums, starred }, types, tags, people })
    }

    /// Its rows with their number, and nothing around them.
    pub async fn rows(&self, token: &[u8]) -> Result<Rows> {
        let db = self.connection();
        let reader: Reader = db.one(sql::READER, &[&token]).await?;
        let (rows, sums) = try_join(
            db.all(sql::PENDING, &[&reader.tenant, &reader.id]),
            db.all(sql::SUMS, &[&reader.tenant, &reader.id, &Uuid::nil()]),
        )
        .await?;
        Ok(Rows { rows, sums })
    }

    /// The newest rows in which this is found.
    pub async fn search(&self, token: &[u8], typed: &str) -> Result<Vec<TicketRow>> {
        let db = self.connection();
        let reader: Reader = db.one(sql::READER, &[&token]).await?;
        let Some(query) = Query::typed(typed) else { return Ok(Vec::new()) };
        db.all(sql::SEARCH_POSTGRES, &[&reader.tenant, &reader.id, &query.text(Dialect::Postgres)]).await
    }

    /// One ticket, with the menu around it or alone.
    pub async fn detail(&self, token: &[u8], number: i64, alone: bool) -> Result<Detail> {
        let db = self.connection();
        let reader: Reader = db.one(sql::READER, &[&token]).await?;
        let (tenant, id) = (reader.tenant, reader.id);
        let ticket: Ticket = db.one(sql::TICKET, &[&tenant, &id, &number]).await?;
        let (tags, events, replies, files) = try_join4(
            db.all(sql::TICKET_TAGS, &[&tenant, &ticket.id]),
            db.all(sql::EVENTS, &[&tenant, &ticket.id]),
            db.all(sql::REPLIES, &[&tenant, &ticket.id]),
            db.all(sql::FILES, &[&tenant, &ticket.id]),
        )
        .await?;
        let chrome = if alone { Chrome::none(reader) } else { db.chrome(reader).await? };
        Ok(Detail { ticket, tags, events, replies, files, chrome })
    }

    /// The first page.
    pub async fn overview(&self, token: &[u8]) -> Result<Overview> {
        let db = self.connection();
        let reader: Reader = db.one(sql::READER, &[&token]).await?;
        let (cells, rows) = try_join(
            db.all(sql::CELLS, &[&reader.tenant, &reader.id, &Uuid::nil()]),
            db.all(sql::PENDING, &[&reader.tenant, &reader.id]),
        )
        .await?;
        Ok(Overview { reader, cells, rows })
    }

    /// Inserts a ticket; PostgreSQL itself lets those that come together share one flush.
    pub async fn create(&self, new: New) -> Result<i64> {
        let (id, number, at) = self.counter.lock().unwrap_or_else(PoisonError::into_inner).next();
        let (tenant, person) = self.somebody;
        let db = self.connection();
        let statement = db.statement(sql::INSERT)?;
        db.client
            .execute(statement, &[&tenant, &id, &number, &new.title, &new.content, &person, &at])
            .await?;
        Ok(number)
    }

    fn connection(&self) -> &Connection {
        &self.connections[self.next.fetch_add(1, Ordering::Relaxed) % self.connections.len()]
    }
}

impl Connection {
    async fn open(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        let mut statements = HashMap::new();
        for sql in sql::ALL.into_iter().chain([sql::SEARCH_POSTGRES]) {
            statements.insert(sql, client.prepare(sql).await.with_context(|| sql.to_owned())?);
        }
        Ok(Self { client, statements })
    }

    fn statement(&self, sql: &'static str) -> Result<&Statement> {
        self.statements.get(sql).context("a statement that was not prepared")
    }

    async fn chrome(&self, reader: Reader) -> Result<Chrome> {
        let (sums, starred) = try_join(
            self.all(sql::SUMS, &[&reader.tenant, &reader.id, &Uuid::nil()]),
            self.one(sql::STARRED, &[&reader.tenant, &reader.id]),
        )
        .await?;
        Ok(Chrome { reader, sums, starred })
    }

    async fn all<T: FromColumns>(&self, sql: &'static str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<T>> {
        let rows = self.client.query(self.statement(sql)?, params).await?;
        rows.iter().map(T::from_columns).collect()
    }

    async fn one<T: FromColumns>(&self, sql: &'static str, params: &[&(dyn ToSql + Sync)]) -> Result<T> {
        self.all(sql, params).await?.pop().context("no such row")
    }
}
