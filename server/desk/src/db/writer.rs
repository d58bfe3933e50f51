//! SQLite's one writer. Every verb is a savepoint; the batch is committed, with one fsync for all, when nobody
//! waits any more or enough have joined.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use sqlx::{Executor, SqliteConnection};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::DbError;
use crate::live::Wake;

/// How many verbs one commit carries at most.
const BATCH: usize = 64;

/// The way to the one connection that writes.
#[derive(Clone)]
pub struct Writer(Arc<Shared>);

struct Shared {
    batch: Arc<Mutex<Batch>>,
    waiting: AtomicUsize,
}

struct Batch {
    conn: SqliteConnection,
    open: bool,
    joined: Vec<Joined>,
}

/// A verb that has done its part and waits for the disk.
struct Joined {
    written: oneshot::Sender<bool>,
    wakes: Vec<Wake>,
}

/// A verb's turn to write; rolled back when it is dropped without [`Turn::commit`].
pub struct Turn {
    batch: Option<OwnedMutexGuard<Batch>>,
    begun: bool,
    shared: Arc<Shared>,
}

impl Writer {
    /// The writer over a connection that nobody else uses.
    pub fn new(conn: SqliteConnection) -> Self {
        let batch = Batch { conn, open: false, joined: Vec::new() };
        Self(Arc::new(Shared { batch: Arc::new(Mutex::new(batch)), waiting: AtomicUsize::new(0) }))
    }

    /// Waits for the writer, in order of arrival.
    pub async fn turn(&self) -> Result<Turn, DbError> {
        let place = Place::take(&self.0);
        let batch = Arc::clone(&self.0.batch).lock_owned().await;
        place.reached();
        let mut turn = Turn { batch: Some(batch), begun: false, shared: Arc::clone(&self.0) };
        if let Some(batch) = &mut turn.batch {
            batch.begin().await?;
        }
        turn.begun = true;
        Ok(turn)
    }
}

impl Batch {
    async fn begin(&mut self) -> Result<(), sqlx::Error> {
        if !self.open {
            self.open = true;
            let begun = self.conn.execute("begin immediate").await;
            self.open = begun.is_ok();
            begun?;
        }
        self.conn.execute("savepoint verb").await?;
        Ok(())
    }

    /// Rolls everything back. SQLite has done so already where the disk was full or broken; then nobody's change is
    /// left, whatever they were waiting for.
    async fn give_up(&mut self) {
        let _ = self.conn.execute("rollback").await;
        self.end(false);
    }

    /// Tells everybody who has joined what became of the batch, and wakes the pages that wait for it. It is done
    /// here, because whoever made a change may be gone by now.
    fn end(&mut self, written: bool) {
        self.open = false;
        for joined in self.joined.drain(..) {
            if written {
                joined.wakes.into_iter().for_each(Wake::now);
            }
            let _ = joined.written.send(written);
        }
    }
}

impl Turn {
    /// The connection, for as long as the turn lasts.
    pub fn conn(&mut self) -> &mut SqliteConnection {
        &mut self.batch.as_mut().expect("the turn is over only once it is consumed").conn
    }

    /// Keeps what was written, wakes whoever waits for it and returns when it is on disk. Goes on even if the caller
    /// is dropped.
    pub async fn commit(mut self, wakes: Vec<Wake>) -> Result<(), DbError> {
        let Some(mut batch) = self.batch.take() else { return Err(DbError::NotWritten) };
        let shared = Arc::clone(&self.shared);
        let (written, on_disk) = oneshot::channel();
        tokio::spawn(async move {
            match batch.conn.execute("release verb").await {
                Ok(_) => batch.joined.push(Joined { written, wakes }),
                Err(error) => {
                    tracing::error!(%error, "a savepoint could not be released");
                    batch.give_up().await;
                }
            }
            shared.settle(batch).await;
        });
        match on_disk.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(DbError::NotWritten),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut batch) = self.batch.take() else { return };
        let (begun, shared) = (self.begun, Arc::clone(&self.shared));
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            let undone = batch.conn.execute("rollback to verb; release verb").await;
            match undone {
                Err(error) if begun => {
                    tracing::error!(%error, "a savepoint could not be rolled back");
                    batch.give_up().await;
                }
                // Cut off while it began; whether the transaction was opened is not known.
                Err(_) if batch.joined.is_empty() => batch.give_up().await,
                Ok(_) | Err(_) => {}
            }
            shared.settle(batch).await;
        });
    }
}

impl Shared {
    /// Commits the batch unless somebody waits who will join it.
    async fn settle(&self, mut batch: OwnedMutexGuard<Batch>) {
        let somebody_joins = self.waiting.load(Ordering::SeqCst) > 0 && batch.joined.len() < BATCH;
        if !batch.open || somebody_joins {
            return;
        }
        match batch.conn.execute("commit").await {
            Ok(_) => batch.end(true),
            Err(error) => {
                tracing::error!(%error, "a batch could not be written");
                batch.give_up().await;
            }
        }
    }
}

/// A place in the queue. Whoever leaves it before their turn must not leave the batch behind, for the last
/// verb may have counted on them to commit it.
struct Place {
    shared: Arc<Shared>,
    waiting: bool,
}

impl Place {
    fn take(shared: &Arc<Shared>) -> Self {
        shared.waiting.fetch_add(1, Ordering::SeqCst);
        Self { shared: Arc::clone(shared), waiting: true }
    }

    fn reached(mut self) {
        self.waiting = false;
        self.shared.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.waiting {
            return;
        }
        self.shared.waiting.fetch_sub(1, Ordering::SeqCst);
        let shared = Arc::clone(&self.shared);
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            let batch = Arc::clone(&shared.batch).lock_owned().await;
            shared.settle(batch).await;
        });
    }
}
