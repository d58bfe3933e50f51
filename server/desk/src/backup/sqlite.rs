//! SQLite: a copy of the file that SQLite makes itself, of one instant, without the writer waiting.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{
    Snapshot,
    archive::{Archive, OWNER_ONLY},
    files,
    manifest::Table,
};

/// The name of the database within a backup.
pub const MEMBER: &str = "gongdan.db";

/// The contents that the database names at present.
pub async fn contents(url: &str) -> Result<Vec<files::Content>> {
    let mut conn = open(&SqliteConnectOptions::from_str(url)?).await?;
    let contents = named(&mut conn).await;
    conn.close().await?;
    contents.context("the database names no attachments; is it a desk's?")
}

async fn named(conn: &mut SqliteConnection) -> sqlx::Result<Vec<files::Content>> {
    let attachments = sqlx::query_as(files::CONTENTS).fetch_all(&mut *conn).await?;
    let imports = sqlx::query_as(files::IMPORTS).fetch_all(conn).await?;
    Ok(files::contents(attachments, imports))
}

/// Adds the database and answers what is in it.
pub async fn add(archive: &mut Archive, url: &str) -> Result<Snapshot> {
    let copy = Scratch::new(archive.scratch())?;
    let mut conn = open(&SqliteConnectOptions::from_str(url)?).await?;
    sqlx::query("vacuum into $1")
        .bind(copy.0.to_str().context("an unreadable path")?)
        .execute(&mut conn)
        .await?;
    conn.close().await?;
    let mut conn = open(&SqliteConnectOptions::new().filename(&copy.0)).await?;
    let snapshot = Snapshot {
        schema: schema(&mut conn).await?,
        tables: tables(&mut conn).await?,
        contents: named(&mut conn).await?,
    };
    conn.close().await?;
    let file = File::open(&copy.0)?;
    tokio::task::block_in_place(|| archive.add(MEMBER, file.metadata()?.len(), file))?;
    Ok(snapshot)
}

/// Opens a file that is there.
pub async fn open(options: &SqliteConnectOptions) -> Result<SqliteConnection> {
    let file = options.get_filename();
    ensure!(is_there(file)?, "{} is not there", file.display());
    // What takes long here is meant to.
    let options = options.clone().busy_timeout(Duration::from_secs(10)).disable_statement_logging();
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// Whether there is a file; fails where that cannot be seen.
pub fn is_there(file: &Path) -> Result<bool> {
    file.try_exists().with_context(|| format!("{} cannot be looked at", file.display()))
}

/// The number of the last migration.
pub async fn schema(conn: &mut SqliteConnection) -> Result<i64> {
    let (number,) =
        sqlx::query_as("select coalesce(max(version), 0) from _sqlx_migrations").fetch_one(conn).await?;
    Ok(number)
}

/// The tables with their rows, once SQLite has found the file in order.
pub async fn tables(conn: &mut SqliteConnection) -> Result<Vec<Table>> {
    let faults: Vec<(String,)> = sqlx::query_as("pragma integrity_check").fetch_all(&mut *conn).await?;
    ensure!(faults == [("ok".to_owned(),)], "the database is damaged: {faults:?}");
    let names: Vec<(String,)> = sqlx::query_as(TABLES).fetch_all(&mut *conn).await?;
    let mut tables = Vec::with_capacity(names.len());
    for (name,) in names {
        let count = AssertSqlSafe(format!("select count(*) from \"{name}\""));
        let (rows,): (i64,) = sqlx::query_as(count).fetch_one(&mut *conn).await?;
        tables.push(Table { name, rows: rows.unsigned_abs(), columns: Vec::new() });
    }
    Ok(tables)
}

/// A file that is gone when nobody needs it any more, and that nobody else can read until then.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// An empty file; what an earlier run has left is removed.
    pub fn new(path: PathBuf) -> Result<Self> {
        if let Err(error) = fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error).with_context(|| format!("{} is in the way", path.display()));
        }
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(OWNER_ONLY)
            .open(&path)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self(path))
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Ordinary tables only; what a search index keeps for itself follows from them.
const TABLES: &str = "
    select name
    from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'
    order by name";

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[tokio::test]
    async fn a_copy_of_the_database_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let copy = Scratch::new(folder.path().join("copy")).expect("an empty file");
        let from =
            SqliteConnectOptions::new().filename(folder.path().join("desk.db")).create_if_missing(true);
        let mut conn = SqliteConnection::connect_with(&from).await.expect("a database");
        sqlx::query("create table ticket (id int)").execute(&mut conn).await.expect("a table");
        let to = copy.path().to_str().expect("a path");
        sqlx::query("vacuum into $1").bind(to).execute(&mut conn).await.expect("a copy");
        let copied = fs::metadata(copy.path()).expect("a copy");
        assert!(copied.len() > 0);
        assert_eq!(copied.permissions().mode() & 0o777, OWNER_ONLY);
    }
}
