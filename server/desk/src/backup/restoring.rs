//! Bringing a backup back: checked first, put beside what is there, and only then put in its place.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::{Context, Result, bail, ensure};
use sqlx::{Connection, PgConnection, Postgres, Transaction, sqlite::SqliteConnectOptions};
use tokio::{runtime::Handle, task::block_in_place};

use super::{
    archive::{self, beside, sync_folder},
    engine,
    files::Files,
    manifest::{Manifest, Table},
    postgres::{self, place, quoted, run},
    sqlite::{self, Scratch},
    stamp,
};
use crate::{
    Dialect, Settings,
    db::{self, POSTGRES},
};

/// What a restored backup has brought.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// Where the database is now that was there before.
    pub aside: Option<String>,
}

/// Brings a backup back. Where a database is already it is refused, unless that is to be `replace`d; then it is put
/// aside under another name. Attachments are only added: those of the same address are the same.
pub async fn restore(settings: &Settings, from: &Path, replace: bool) -> Result<Restored> {
    let manifest = block_in_place(|| super::verify(from))?;
    ensure!(
        manifest.engine == engine(settings),
        "this is a backup of a {:?} database; it cannot be restored into a {:?} one",
        manifest.engine,
        engine(settings)
    );
    let latest = db::latest(&settings.database_url);
    ensure!(
        manifest.schema <= latest,
        "this backup was made by Gongdan {} with schema {}; this program knows {latest}. Restore it with that version \
         or a later one",
        manifest.program,
        manifest.schema
    );
    match manifest.engine {
        Dialect::Sqlite => into_sqlite(settings, from, manifest, replace).await,
        Dialect::Postgres => into_postgres(settings, from, manifest, replace).await,
    }
}

async fn into_sqlite(
    settings: &Settings,
    from: &Path,
    manifest: Manifest,
    replace: bool,
) -> Result<Restored> {
    let options = SqliteConnectOptions::from_str(&settings.database_url)?;
    let target = options.get_filename();
    let replaced = sqlite::is_there(target)?;
    ensure!(!replaced || replace, "{} is there already; --replace puts it aside", target.display());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    if !replaced {
        without_logs(target)?;
    }
    let staged = Scratch::new(beside(target, "restoring"))?;
    let mut files = Files::open(settings)?;
    unpack(from, &mut files, |name, bytes| {
        ensure!(name == sqlite::MEMBER, "{name} does not belong into a backup");
        let mut file = OpenOptions::new().write(true).open(staged.path())?;
        io::copy(bytes, &mut file)?;
        Ok(file.sync_all()?)
    })?;
    let mut conn = sqlite::open(&SqliteConnectOptions::new().filename(staged.path())).await?;
    let tables = sqlite::tables(&mut conn).await?;
    conn.close().await?;
    ensure!(tables == manifest.tables, "the tables do not have the rows that were backed up");
    let aside = if replaced { Some(put_aside(settings, &options).await?) } else { None };
    without_logs(target)?;
    fs::rename(staged.path(), target)?;
    sync_folder(target)?;
    Ok(Restored { manifest, aside: aside.map(|path| path.display().to_string()) })
}

/// What SQLite keeps beside a database, by the ends of their names.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Refuses to put a database where the log of another one lies: it would be played back over it.
fn without_logs(target: &Path) -> Result<()> {
    for log in logs(target) {
        let there = sqlite::is_there(&log)?;
        ensure!(!there, "{} is left from another database; move it away", log.display());
    }
    Ok(())
}

fn logs(database: &Path) -> [PathBuf; 3] {
    LOGS.map(|end| {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// Gives a database that nobody has open a second name, under which it stays when another takes its place. What its log
/// holds is brought into it, or the log goes along if nobody can read it.
async fn put_aside(settings: &Settings, options: &SqliteConnectOptions) -> Result<PathBuf> {
    let target = options.get_filename();
    let aside = beside(target, &format!("before-restore-{}", stamp(settings.clock.now())));
    ensure!(!sqlite::is_there(&aside)?, "{} is in the way", aside.display());
    let readable = begins_as_database(target)? && close_log(options).await?;
    fs::hard_link(target, &aside).with_context(|| format!("{} cannot be kept", target.display()))?;
    if !readable {
        move_logs(target, &aside)?;
    }
    Ok(aside)
}

fn move_logs(from: &Path, to: &Path) -> Result<()> {
    for (from, to) in logs(from).iter().zip(logs(to)) {
        if sqlite::is_there(from)? {
            fs::rename(from, to)?;
        }
    }
    Ok(())
}

/// Asked before SQLite opens it, which removes a log that it can make nothing of.
fn begins_as_database(file: &Path) -> Result<bool> {
    let mut head = Vec::new();
    File::open(file)?.take(MAGIC.len() as u64).read_to_end(&mut head)?;
    Ok(head == MAGIC)
}

/// What every database of SQLite begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Brings what the log holds into the database, and answers whether the database is one that can be read.
async fn close_log(options: &SqliteConnectOptions) -> Result<bool> {
    let mut conn = sqlite::open(options).await?;
    let alone = sqlx::query("pragma journal_mode = delete").execute(&mut conn).await;
    conn.close().await?;
    match alone {
        Ok(_) => Ok(true),
        Err(error) => match code(&error) {
            Some(CORRUPT | NOT_A_DATABASE) => Ok(false),
            Some(BUSY | LOCKED) => Err(error).context("the desk is open; close it first"),
            _ => Err(error)
                .with_context(|| format!("{} cannot be put aside", options.get_filename().display())),
        },
    }
}

const BUSY: u32 = 5;
const LOCKED: u32 = 6;
const CORRUPT: u32 = 11;
const NOT_A_DATABASE: u32 = 26;

/// What SQLite answered, without the details in the higher bits.
fn code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

/// All within one transaction, so that the change is seen whole or not at all.
async fn into_postgres(
    settings: &Settings,
    from: &Path,
    manifest: Manifest,
    replace: bool,
) -> Result<Restored> {
    let mut conn = postgres::connect(&settings.database_url).await?;
    let empty = postgres::is_empty(&mut conn).await?;
    ensure!(empty || replace, "the database has tables already; --replace puts them aside");
    let (others,): (i64,) = sqlx::query_as(OTHERS).fetch_one(&mut conn).await?;
    ensure!(others == 0, "{others} others are connected to the database; close the desk first");
    let mut tx = conn.begin().await?;
    let aside = if empty { None } else { Some(rename_schema(settings, &mut tx).await?) };
    POSTGRES.run_to(manifest.schema, &mut *tx).await?;
    let names: Vec<String> = manifest.tables.iter().map(|table| quoted(&table.name)).collect();
    run(&mut tx, format!("truncate {}", names.join(", "))).await?;
    set_triggers(&mut tx, &names, "disable").await?;
    let mut rows = vec![0; manifest.tables.len()];
    let mut files = Files::open(settings)?;
    unpack(from, &mut files, |name, bytes| {
        let (nth, table) = table(&manifest, name)?;
        rows[nth] += Handle::current().block_on(copy_in(&mut tx, table, bytes))?;
        Ok(())
    })?;
    let whole = manifest.tables.iter().map(|table| table.rows).eq(rows);
    ensure!(whole, "the tables do not have the rows that were backed up");
    set_triggers(&mut tx, &names, "enable").await?;
    tx.commit().await?;
    conn.close().await?;
    Ok(Restored { manifest, aside })
}

/// What a trigger would write is in the backup already.
async fn set_triggers(tx: &mut PgConnection, tables: &[String], able: &str) -> Result<()> {
    for table in tables {
        run(tx, format!("alter table {table} {able} trigger user")).await?;
    }
    Ok(())
}

/// The desk's tables keep their names in a schema of another name.
async fn rename_schema(settings: &Settings, tx: &mut PgConnection) -> Result<String> {
    let (schema,): (String,) = sqlx::query_as("select current_schema()::text").fetch_one(&mut *tx).await?;
    let aside = format!("before_restore_{}", stamp(settings.clock.now()).replace('-', "_"));
    run(tx, format!("alter schema {} rename to {}", quoted(&schema), quoted(&aside))).await?;
    run(tx, format!("create schema {}", quoted(&schema))).await?;
    Ok(format!("schema {aside}"))
}

fn table<'a>(manifest: &'a Manifest, member: &str) -> Result<(usize, &'a Table)> {
    let name = member.strip_prefix(postgres::FOLDER).and_then(|rest| rest.split_once('/'));
    let Some((name, _)) = name else { bail!("{member} does not belong into a backup") };
    let found = manifest.tables.iter().enumerate().find(|(_, table)| table.name == name);
    found.with_context(|| format!("{member} is of no table"))
}

async fn copy_in(tx: &mut Transaction<'_, Postgres>, table: &Table, from: &mut dyn Read) -> Result<u64> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let mut copy = tx.copy_in_raw(&format!("copy {} from stdin", place(&table.name, &table.columns))).await?;
    copy.send(bytes).await?;
    Ok(copy.finish().await?)
}

/// Goes through a backup; contents go into the store, everything else to `visit`.
fn unpack(
    from: &Path,
    files: &mut Files,
    mut visit: impl FnMut(&str, &mut dyn Read) -> Result<()>,
) -> Result<()> {
    block_in_place(|| {
        archive::read(from, |name, bytes| {
            let kept = Handle::current().block_on(files.put(name, bytes))?;
            if kept { Ok(()) } else { visit(name, bytes) }
        })
        .map(drop)
    })
}

const OTHERS: &str = "
    select count(*)
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()";
