//! Bringing a backup back: checked first, put beside what is there, and only then put in its place.

use std::{
    fs::{self, File},
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
    ensure!(!target.exists() || replace, "{} is there already; --replace puts it aside", target.display());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let staged = Scratch::new(beside(target, "restoring"))?;
    let mut files = Files::open(settings)?;
    unpack(from, &mut files, |name, bytes| {
        ensure!(name == sqlite::MEMBER, "{name} does not belong into a backup");
        let mut file = File::create_new(staged.path())?;
        io::copy(bytes, &mut file)?;
        Ok(file.sync_all()?)
    })?;
    let mut conn = sqlite::open(&SqliteConnectOptions::new().filename(staged.path())).await?;
    let tables = sqlite::tables(&mut conn).await?;
    conn.close().await?;
    ensure!(tables == manifest.tables, "the tables do not have the rows that were backed up");
    let aside = if target.exists() { Some(put_aside(settings, &options).await?) } else { None };
    fs::rename(staged.path(), target)?;
    sync_folder(target)?;
    Ok(Restored { manifest, aside: aside.map(|path| path.display().to_string()) })
}

/// Puts a database aside that nobody has open, with everything that its log still holds.
async fn put_aside(settings: &Settings, options: &SqliteConnectOptions) -> Result<PathBuf> {
    let mut conn = sqlite::open(options).await?;
    let alone = sqlx::query("pragma journal_mode = delete").execute(&mut conn).await;
    conn.close().await?;
    alone.context("the desk is open; close it first")?;
    let target = options.get_filename();
    let aside = beside(target, &format!("before-restore-{}", stamp(settings.clock.now())));
    ensure!(!aside.exists(), "{} is in the way", aside.display());
    fs::rename(target, &aside)?;
    Ok(aside)
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
