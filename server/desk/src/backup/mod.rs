//! The whole desk in one file, and back: the database as it was at one instant, and every file it names.

mod archive;
mod files;
mod manifest;
mod postgres;
mod restoring;
mod sqlite;

pub use manifest::{Manifest, Table};
pub use restoring::{Restored, restore};

use std::path::{Path, PathBuf};

use anyhow::Result;
use model::Time;

use crate::{Dialect, Settings, db::is_postgres};
use archive::Archive;
use files::Files;

/// Writes a backup, which exists under its name only once it is whole. The desk may be at work meanwhile; nobody
/// waits for it.
///
/// Files are copied before the database as well as after. Those taken off a ticket meanwhile may be swept away
/// before the database is read, those uploaded meanwhile cannot.
pub async fn make(settings: &Settings, to: &Path) -> Result<Manifest> {
    let engine = engine(settings);
    let mut archive = Archive::create(to)?;
    let mut files = Files::open(settings)?;
    let wanted = match engine {
        Dialect::Sqlite => sqlite::contents(&settings.database_url).await?,
        Dialect::Postgres => postgres::contents(&settings.database_url).await?,
    };
    files.add(&mut archive, wanted).await?;
    let snapshot = match engine {
        Dialect::Sqlite => sqlite::add(&mut archive, &settings.database_url).await?,
        Dialect::Postgres => postgres::add(&mut archive, &settings.database_url).await?,
    };
    let missing = files.add(&mut archive, snapshot.contents).await?;
    archive.finish(Manifest {
        format: manifest::FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: settings.clock.now(),
        engine,
        schema: snapshot.schema,
        tables: snapshot.tables,
        files: files.count(),
        missing,
        members: Vec::new(),
    })
}

/// Reads a backup from end to end and compares every byte with its sums.
pub fn verify(from: &Path) -> Result<Manifest> {
    archive::read(from, |_, _| Ok(()))
}

/// Where a backup goes that is to lie in a folder.
pub fn name_in(folder: &Path, now: Time) -> PathBuf {
    folder.join(format!("gongdan-{}.tar.zst", stamp(now)))
}

/// The database as it was at one instant.
struct Snapshot {
    schema: i64,
    tables: Vec<Table>,
    contents: Vec<files::Content>,
}

fn engine(settings: &Settings) -> Dialect {
    if is_postgres(&settings.database_url) { Dialect::Postgres } else { Dialect::Sqlite }
}

/// An instant as names write it, in UTC.
fn stamp(time: Time) -> String {
    let instant = jiff::Timestamp::from_millisecond(time.0).unwrap_or_default();
    instant.strftime("%Y%m%d-%H%M%S").to_string()
}
