//! The floor over rusqlite: a connection and its prepared statements for each thread, asked where the request is.

use std::{cell::RefCell, collections::HashMap, path::PathBuf, sync::LazyLock};

use anyhow::{Context, Result};
use desk::{Dialect, search::Query};
use rusqlite::{Connection, Params};
use uuid::Uuid;

use super::{
    create::{Inserter, New},
    page::{Chrome, Detail, List, Overview, Reader, Rows, Ticket, TicketRow},
    rows::FromColumns,
    sql,
};

thread_local! {
    static DB: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

/// The file.
pub struct SqliteStore {
    file: PathBuf,
    inserter: Inserter,
}

impl SqliteStore {
    /// Opens the file.
    pub fn open(file: &str) -> Result<Self> {
        let file = PathBuf::from(file);
        Ok(Self { inserter: Inserter::start(file.clone()), file })
    }

    /// The list of what waits for the reader.
    pub fn list(&self, token: &[u8]) -> Result<List> {
        self.with(|db| {
            let reader = reader(db, token)?;
            let rows = all(db, sql::PENDING, (reader.tenant, reader.id))?;
            let chrome = chrome(db, reader)?;
            let tenant = chrome.reader.tenant;
            Ok(List {
                rows,
                chrome,
                types: all(db, sql::TYPES, (tenant,))?,
                tags: all(db, sql::TAGS, (tenant,))?,
                people: all(db, sql::PEOPLE, (tenant,))?,
            })
        })
    }

    /// Its rows with their number, and nothing around them.
    pub fn rows(&self, token: &[u8]) -> Result<Rows> {
        self.with(|db| {
            let reader = reader(db, token)?;
            let rows = all(db, sql::PENDING, (reader.tenant, reader.id))?;
            Ok(Rows { rows, sums: all(db, sql::SUMS, (reader.tenant, reader.id, Uuid::nil()))? })
        })
    }

    /// The newest rows in which this is found.
    pub fn search(&self, token: &[u8], typed: &str) -> Result<Vec<TicketRow>> {
        self.with(|db| {
            let reader = reader(db, token)?;
            let Some(query) = Query::typed(typed) else { return Ok(Vec::new()) };
            all(db, sql::SEARCH_SQLITE, (reader.tenant, reader.id, query.text(Dialect::Sqlite)))
        })
    }

    /// One ticket, with the menu around it or alone.
    pub fn detail(&self, token: &[u8], number: i64, alone: bool) -> Result<Detail> {
        self.with(|db| {
            let reader = reader(db, token)?;
            let tenant = reader.tenant;
            let ticket = one::<Ticket>(db, sql::TICKET, (tenant, reader.id, number))?;
            let of = (tenant, ticket.id);
            Ok(Detail {
                tags: all(db, sql::TICKET_TAGS, of)?,
                events: all(db, sql::EVENTS, of)?,
                replies: all(db, sql::REPLIES, of)?,
                files: all(db, sql::FILES, of)?,
                chrome: if alone { Chrome::none(reader) } else { chrome(db, reader)? },
                ticket,
            })
        })
    }

    /// The first page.
    pub fn overview(&self, token: &[u8]) -> Result<Overview> {
        self.with(|db| {
            let reader = reader(db, token)?;
            let of = (reader.tenant, reader.id, Uuid::nil());
            Ok(Overview {
                cells: all(db, sql::CELLS, of)?,
                rows: all(db, sql::PENDING, (reader.tenant, reader.id))?,
                reader,
            })
        })
    }

    /// Inserts a ticket.
    pub async fn create(&self, new: New) -> Result<i64> {
        self.inserter.insert(new).await
    }

    fn with<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        DB.with_borrow_mut(|db| {
            if db.is_none() {
                let opened = Connection::open(&self.file)?;
                opened.execute_batch("pragma query_only = on")?;
                opened.busy_timeout(std::time::Duration::from_secs(10))?;
                opened.set_prepared_statement_cache_capacity(32);
                *db = Some(opened);
            }
            work(db.as_ref().context("just opened")?)
        })
    }
}

fn reader(db: &Connection, token: &[u8]) -> Result<Reader> {
    one(db, sql::READER, (token,))
}

fn chrome(db: &Connection, reader: Reader) -> Result<Chrome> {
    let sums = all(db, sql::SUMS, (reader.tenant, reader.id, Uuid::nil()))?;
    let starred = one(db, sql::STARRED, (reader.tenant, reader.id))?;
    Ok(Chrome { reader, sums, starred })
}

/// SQLite takes `$1` for a name and numbers names as they come; `?1` is a number.
static NUMBERED: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let asked = sql::ALL.into_iter().chain([sql::SEARCH_SQLITE]);
    asked.map(|sql| (sql, sql.replace('$', "?"))).collect()
});

fn all<T: FromColumns>(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<T>> {
    let sql = NUMBERED.get(sql).context("a statement that is not listed")?;
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_columns(row)?);
    }
    Ok(found)
}

fn one<T: FromColumns>(db: &Connection, sql: &str, params: impl Params) -> Result<T> {
    all(db, sql, params)?.pop().context("no such row")
}
