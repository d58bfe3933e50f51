//! The desk: every verb and all the SQL. It knows neither screens nor HTTP.

pub mod access;
pub mod attachment;
pub mod backup;
mod clock;
pub mod contact;
mod counter;
mod ctx;
pub mod db;
pub mod demo;
mod dialect;
pub mod event;
pub mod export;
pub mod import;
pub mod job;
pub mod live;
pub mod organisation;
pub mod overview;
mod pattern;
pub mod people;
pub mod search;
pub mod secret;
pub mod ticket;
pub mod webhook;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use object_store::{ObjectStore, local::LocalFileSystem};
use uuid::{ContextV7, Timestamp, Uuid};

pub use clock::Clock;
pub use ctx::{Ctx, Door};
pub use dialect::Dialect;

/// What a desk needs to know before it opens.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite://path` or `postgres://…`.
    pub database_url: String,
    /// The folder that holds the files.
    pub data_dir: PathBuf,
    /// The present.
    pub clock: Clock,
}

/// The open desk; a handle that is cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The database.
    pub db: db::Db,
    /// The stored files, addressed by their content.
    pub files: Arc<dyn ObjectStore>,
    /// Where files lie while they are read or made.
    pub spool: PathBuf,
    /// The present.
    pub clock: Clock,
    /// Where open pages wait.
    pub live: live::Live,
    /// The way out for webhooks.
    pub post: Arc<dyn webhook::Post>,
    ids: Arc<std::sync::Mutex<ContextV7>>,
}

/// Opens the file store of a data folder. Each file is on disk before its name is, and so before the row that names it.
fn open_files(data_dir: &Path) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let folder = data_dir.join("files");
    std::fs::create_dir_all(&folder)?;
    let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
    Ok(Arc::new(store.with_fsync(true)))
}

impl Desk {
    /// Opens the database, brings its schema up to date, and finds the files.
    pub async fn open(settings: Settings) -> anyhow::Result<Self> {
        let spool = settings.data_dir.join("spool");
        tokio::fs::create_dir_all(&spool).await?;
        Ok(Self {
            db: db::Db::open(&settings.database_url).await?,
            files: open_files(&settings.data_dir)?,
            spool,
            clock: settings.clock,
            live: live::Live::default(),
            post: Arc::new(webhook::NoPost),
            ids: Arc::default(),
        })
    }

    /// The same desk with a way out for webhooks.
    #[must_use]
    pub fn sending_by(self, post: Arc<dyn webhook::Post>) -> Self {
        Self { post, ..self }
    }

    /// A new id, which sorts by when it was made.
    pub fn new_id(&self) -> Uuid {
        let millis = self.clock.now().0.unsigned_abs();
        let nanos = u32::try_from(millis % 1000).unwrap_or_default() * 1_000_000;
        let context = self.ids.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*context, millis / 1000, nanos))
    }
}
