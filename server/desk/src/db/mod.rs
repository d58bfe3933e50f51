//! One way to speak to SQLite and to PostgreSQL: the same SQL text, the same rows, the same binds.

mod binds;
mod error;
mod migrating;
mod sql;
mod writer;

pub use binds::{Binds, Value};
pub use error::DbError;
pub use migrating::{Plan, Step, latest};
pub use sql::Sql;

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    AssertSqlSafe, Connection, FromRow, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool,
    Transaction,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::{PgPoolOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use crate::{dialect::Dialect, live::Wake};
use writer::{Turn, Writer};

pub(crate) static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// How many readers SQLite gets, and how many connections PostgreSQL.
const READERS: u32 = 8;
const CONNECTIONS: u32 = 20;

/// A row that both engines can fill; `#[derive(sqlx::FromRow)]` is enough.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A database of either engine, migrated and ready.
#[derive(Clone)]
pub struct Db(Engine);

#[derive(Clone)]
enum Engine {
    Sqlite { readers: SqlitePool, writer: Writer },
    Postgres(PgPool),
}

/// A connection to read or write with. A writer that is dropped without [`Tx::commit`] has done nothing.
pub struct Tx {
    inner: Inner,
    wakes: Vec<Wake>,
}

enum Inner {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Turn),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Db {
    /// Connects to `sqlite://path` or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        if is_postgres(url) {
            let options =
                PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_secs(10));
            let pool = options.connect(url).await?;
            POSTGRES.run(&pool).await.map_err(migrating::explain)?;
            return Ok(Self(Engine::Postgres(pool)));
        }
        anyhow::ensure!(url.starts_with("sqlite:"), "DATABASE_URL must begin with sqlite:// or postgres://");
        Self::open_sqlite(url).await
    }

    async fn open_sqlite(url: &str) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true);
        if let Some(folder) = options.get_filename().parent().filter(|path| *path != Path::new("")) {
            tokio::fs::create_dir_all(folder).await?;
        }
        let mut writer = SqliteConnection::connect_with(&options).await?;
        SQLITE.run(&mut writer).await.map_err(migrating::explain)?;
        // A connection to a file does not die while it waits; asking it first costs as much as a small query.
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .connect_lazy_with(options.pragma("query_only", "on"));
        Ok(Self(Engine::Sqlite { readers, writer: Writer::new(writer) }))
    }

    /// A connection to read with; it sees everything that was committed before.
    pub async fn read(&self) -> Result<Tx, DbError> {
        let inner = match &self.0 {
            Engine::Sqlite { readers, .. } => Inner::SqliteRead(readers.acquire().await?),
            Engine::Postgres(pool) => Inner::PostgresRead(pool.acquire().await?),
        };
        Ok(Tx { inner, wakes: Vec::new() })
    }

    /// A transaction.
    pub async fn write(&self) -> Result<Tx, DbError> {
        let inner = match &self.0 {
            Engine::Sqlite { writer, .. } => Inner::SqliteWrite(writer.turn().await?),
            Engine::Postgres(pool) => Inner::PostgresWrite(begin(pool.acquire().await?).await?),
        };
        Ok(Tx { inner, wakes: Vec::new() })
    }

    /// The engine behind it.
    pub fn dialect(&self) -> Dialect {
        match &self.0 {
            Engine::Sqlite { .. } => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Engine::Sqlite { readers, .. } => readers.close().await,
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whether an address is that of a PostgreSQL database.
pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

/// Begins on a connection, and goes on even if the caller is dropped: sqlx takes a transaction that was cut off while
/// it began for none, and would give the connection back with it open.
async fn begin(conn: PoolConnection<Postgres>) -> Result<Transaction<'static, Postgres>, DbError> {
    let begun = tokio::spawn(Transaction::begin(conn, None)).await;
    Ok(begun.map_err(|_| DbError::NotWritten)??)
}

impl Tx {
    /// The engine behind it.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::SqliteRead(_) | Inner::SqliteWrite(_) => Dialect::Sqlite,
            Inner::PostgresRead(_) | Inner::PostgresWrite(_) => Dialect::Postgres,
        }
    }

    /// All rows that the query finds.
    pub async fn all<'q, R: Row>(
        &mut self,
        sql: &'static str,
        binds: impl Binds<'q>,
    ) -> Result<Vec<R>, DbError> {
        let args = binds.args(self.dialect())?;
        match self.conn() {
            Conn::Sqlite(conn) => Ok(sqlx::query_as_with(sql, args.sqlite()?).fetch_all(conn).await?),
            Conn::Postgres(conn) => Ok(sqlx::query_as_with(sql, args.postgres()?).fetch_all(conn).await?),
        }
    }

    /// All rows that a query built at run time finds.
    pub async fn all_built<R: Row>(&mut self, sql: Sql) -> Result<Vec<R>, DbError> {
        let (text, args) = sql.finish();
        let text = AssertSqlSafe(text);
        match self.conn() {
            Conn::Sqlite(conn) => Ok(sqlx::query_as_with(text, args?.sqlite()?).fetch_all(conn).await?),
            Conn::Postgres(conn) => Ok(sqlx::query_as_with(text, args?.postgres()?).fetch_all(conn).await?),
        }
    }

    /// The row that the query finds, if there is one.
    pub async fn optional<'q, R: Row>(
        &mut self,
        sql: &'static str,
        binds: impl Binds<'q>,
    ) -> Result<Option<R>, DbError> {
        let args = binds.args(self.dialect())?;
        match self.conn() {
            Conn::Sqlite(conn) => Ok(sqlx::query_as_with(sql, args.sqlite()?).fetch_optional(conn).await?),
            Conn::Postgres(conn) => {
                Ok(sqlx::query_as_with(sql, args.postgres()?).fetch_optional(conn).await?)
            }
        }
    }

    /// The row that the query always finds.
    pub async fn one<'q, R: Row>(&mut self, sql: &'static str, binds: impl Binds<'q>) -> Result<R, DbError> {
        self.optional(sql, binds).await?.ok_or(DbError::Missing)
    }

    /// Runs a statement and tells how many rows it touched.
    pub async fn execute<'q>(&mut self, sql: &'static str, binds: impl Binds<'q>) -> Result<u64, DbError> {
        let args = binds.args(self.dialect())?;
        match self.conn() {
            Conn::Sqlite(conn) => {
                Ok(sqlx::query_with(sql, args.sqlite()?).execute(conn).await?.rows_affected())
            }
            Conn::Postgres(conn) => {
                Ok(sqlx::query_with(sql, args.postgres()?).execute(conn).await?.rows_affected())
            }
        }
    }

    /// Runs a statement built at run time and tells how many rows it touched.
    pub async fn execute_built(&mut self, sql: Sql) -> Result<u64, DbError> {
        let (text, args) = sql.finish();
        let text = AssertSqlSafe(text);
        match self.conn() {
            Conn::Sqlite(conn) => {
                Ok(sqlx::query_with(text, args?.sqlite()?).execute(conn).await?.rows_affected())
            }
            Conn::Postgres(conn) => {
                Ok(sqlx::query_with(text, args?.postgres()?).execute(conn).await?.rows_affected())
            }
        }
    }

    /// Runs a statement that must touch exactly one row.
    pub async fn execute_one<'q>(&mut self, sql: &'static str, binds: impl Binds<'q>) -> Result<(), DbError> {
        match self.execute(sql, binds).await? {
            1 => Ok(()),
            _ => Err(DbError::Missing),
        }
    }

    /// Keeps what was written; returns when it is on disk, and wakes whoever waits for its events.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.inner {
            Inner::SqliteWrite(turn) => turn.commit(self.wakes).await?,
            Inner::PostgresWrite(transaction) => {
                transaction.commit().await?;
                self.wakes.into_iter().for_each(Wake::now);
            }
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => {}
        }
        Ok(())
    }

    /// Wakes whoever waits, once this is committed.
    pub(crate) fn wakes(&mut self, wake: Wake) {
        self.wakes.push(wake);
    }

    fn conn(&mut self) -> Conn<'_> {
        match &mut self.inner {
            Inner::SqliteRead(conn) => Conn::Sqlite(conn),
            Inner::SqliteWrite(turn) => Conn::Sqlite(turn.conn()),
            Inner::PostgresRead(conn) => Conn::Postgres(conn),
            Inner::PostgresWrite(transaction) => Conn::Postgres(transaction),
        }
    }
}
