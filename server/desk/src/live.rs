//! Tells open pages that something happened. What happened they read from the log, each within their rights.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::{PersonId, Result, TenantId};
use tokio::sync::broadcast;

use crate::Desk;

/// How many wake-ups may wait for a slow page before it is told to look for itself.
const BACKLOG: usize = 256;

/// What open pages are woken by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stir {
    /// The log of a tenant has grown.
    Moved(TenantId),
    /// A session of a person has ended.
    SessionEnded(TenantId, PersonId),
}

/// Where pages wait for something to happen.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Stir>,
    /// The last number of each tenant; nothing before the first look.
    seen: Arc<Mutex<Option<HashMap<TenantId, i64>>>>,
}

/// A wake-up that is due once a transaction is on disk.
pub(crate) struct Wake {
    live: Live,
    stir: Stir,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: broadcast::channel(BACKLOG).0, seen: Arc::default() }
    }
}

impl Live {
    /// Everything that happens from now on. Whoever lags behind should take it that it concerned them.
    pub fn subscribe(&self) -> broadcast::Receiver<Stir> {
        self.sender.subscribe()
    }

    /// Wakes the pages that this concerns.
    pub fn stir(&self, stir: Stir) {
        let _ = self.sender.send(stir);
    }

    pub(crate) fn wake(&self, stir: Stir) -> Wake {
        Wake { live: self.clone(), stir }
    }

    /// Looks whether another server has written, and wakes the tenants it wrote for.
    pub async fn poll(&self, desk: &Desk) -> Result<()> {
        let rows: Vec<(TenantId, i64)> = desk.db.read().await?.all(LAST_EVENTS, ()).await?;
        let now: HashMap<TenantId, i64> = rows.into_iter().collect();
        let before = self.seen.lock().unwrap_or_else(PoisonError::into_inner).replace(now.clone());
        if let Some(before) = before {
            let moved = now.into_iter().filter(|(tenant, last)| before.get(tenant) != Some(last));
            moved.for_each(|(tenant, _)| self.stir(Stir::Moved(tenant)));
        }
        Ok(())
    }
}

impl Wake {
    pub(crate) fn now(self) {
        self.live.stir(self.stir);
    }
}

const LAST_EVENTS: &str = "
    select tenant_id, value
    from counter
    where name = 'event'";
