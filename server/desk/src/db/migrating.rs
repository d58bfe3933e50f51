//! What an upgrade will do to a database, before it is done.

use std::str::FromStr;

use anyhow::{Context, Result, anyhow};
use sqlx::{
    Connection, PgConnection, SqliteConnection,
    migrate::{MigrateError, Migration, Migrator},
    sqlite::SqliteConnectOptions,
};

use super::{POSTGRES, SQLITE, is_postgres};

/// How a database stands to this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The number of the last migration it has had; 0 when it is empty.
    pub schema: i64,
    /// What is still to come, in this order.
    pub pending: Vec<Step>,
    /// Migrations it has had that this program does not know: a newer one has been here.
    pub newer: Vec<i64>,
    /// Migrations it has had in another wording.
    pub changed: Vec<i64>,
}

/// A migration that is still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The first sentence its file begins with.
    pub says: String,
}

#[derive(sqlx::FromRow)]
struct Applied {
    version: i64,
    checksum: Vec<u8>,
}

impl Plan {
    /// Compares a database with this program and changes nothing, not even where there is no database yet.
    pub async fn make(url: &str) -> Result<Self> {
        if is_postgres(url) {
            Ok(Self::of(&POSTGRES, &applied_on_postgres(url).await?))
        } else {
            Ok(Self::of(&SQLITE, &applied_on_sqlite(url).await?))
        }
    }

    fn of(known: &Migrator, applied: &[Applied]) -> Self {
        let had = |number| applied.iter().find(|applied| applied.version == number);
        let other =
            |known: &&Migration| had(known.version).is_some_and(|had| had.checksum != *known.checksum);
        let numbers = applied.iter().map(|applied| applied.version);
        Self {
            schema: numbers.clone().max().unwrap_or_default(),
            pending: known.iter().filter(|known| had(known.version).is_none()).map(Step::from).collect(),
            newer: numbers.filter(|number| !known.version_exists(*number)).collect(),
            changed: known.iter().filter(other).map(|known| known.version).collect(),
        }
    }

    /// Whether there is nothing to do and nothing in the way.
    pub fn is_settled(&self) -> bool {
        self.pending.is_empty() && self.obstacle().is_none()
    }

    /// Why this program cannot serve the database, if it cannot.
    pub fn obstacle(&self) -> Option<String> {
        match (self.newer.first(), self.changed.first()) {
            (Some(number), _) => Some(newer(*number)),
            (None, Some(number)) => Some(changed(*number)),
            (None, None) => None,
        }
    }
}

impl From<&Migration> for Step {
    fn from(migration: &Migration) -> Self {
        let comment = migration.sql.as_str().lines().map_while(|line| line.strip_prefix("--"));
        let comment = comment.map(str::trim).collect::<Vec<_>>().join(" ");
        let sentence = comment.split_inclusive(['.', ';']).next().unwrap_or_default();
        Self {
            number: migration.version,
            name: migration.description.to_string(),
            says: sentence.trim_end_matches([';', ' ']).to_owned(),
        }
    }
}

/// The number of this program's last migration.
pub fn latest(url: &str) -> i64 {
    let known = if is_postgres(url) { &POSTGRES } else { &SQLITE };
    known.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// What stopped a migration, in words for whoever starts the program.
pub(super) fn explain(error: MigrateError) -> anyhow::Error {
    match error {
        MigrateError::VersionMissing(number) => anyhow!(newer(number)),
        MigrateError::VersionMismatch(number) => anyhow!(changed(number)),
        other => other.into(),
    }
}

fn newer(number: i64) -> String {
    format!(
        "a newer Gongdan has been at work on this database: it has had migration {number}, which this program does \
         not know. Start that version again, or restore the backup made before the upgrade"
    )
}

fn changed(number: i64) -> String {
    format!(
        "migration {number} of this database is worded differently in this program. They are not of the same make; \
         start the program that the database was made with"
    )
}

async fn applied_on_sqlite(url: &str) -> Result<Vec<Applied>> {
    let options = SqliteConnectOptions::from_str(url)?;
    let file = options.get_filename();
    if !file.try_exists().with_context(|| format!("{} cannot be looked at", file.display()))? {
        return Ok(Vec::new());
    }
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let (tables,): (i64,) = sqlx::query_as(SQLITE_HAS_ANY).fetch_one(&mut conn).await?;
    let applied = if tables == 0 { Vec::new() } else { sqlx::query_as(APPLIED).fetch_all(&mut conn).await? };
    conn.close().await?;
    Ok(applied)
}

async fn applied_on_postgres(url: &str) -> Result<Vec<Applied>> {
    let mut conn = PgConnection::connect(url).await?;
    let (tables,): (i64,) = sqlx::query_as(POSTGRES_HAS_ANY).fetch_one(&mut conn).await?;
    let applied = if tables == 0 { Vec::new() } else { sqlx::query_as(APPLIED).fetch_all(&mut conn).await? };
    conn.close().await?;
    Ok(applied)
}

const SQLITE_HAS_ANY: &str = "
    select count(*)
    from sqlite_master
    where type = 'table' and name = '_sqlx_migrations'";

const POSTGRES_HAS_ANY: &str = "
    select count(to_regclass('_sqlx_migrations'))";

const APPLIED: &str = "
    select version, checksum
    from _sqlx_migrations
    order by version";
