//! Clearing away imports that have served their purpose, and what was left behind half read.

use std::{path::Path, time::Duration};

use model::{ImportId, Result, TenantId, transfer::IMPORT_DAYS};

use super::{deciding::forget, store};
use crate::Desk;

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// Nothing takes so long to read or to make.
const LEFT_AGE: Duration = Duration::from_secs(24 * 60 * 60);
/// How many imports one turn clears away at most.
const BATCH: i64 = 100;

/// Forgets old imports with their files. What they wrote stays.
pub async fn prune(desk: &Desk, tenant: TenantId) -> Result<()> {
    let before = desk.clock.now().minus_seconds(IMPORT_DAYS * DAY_SECONDS);
    let mut tx = desk.db.write().await?;
    let old: Vec<(ImportId,)> = tx.all(OLD, (tenant, before, BATCH)).await?;
    let mut forgotten = Vec::with_capacity(old.len());
    for (id,) in old {
        if forget(&mut tx, tenant, id).await? {
            forgotten.push(id);
        }
    }
    tx.commit().await?;
    for id in forgotten {
        store::remove(desk, tenant, id).await;
    }
    if let Err(error) = sweep(&desk.spool) {
        tracing::warn!(%error, "what was left half read could not be cleared away");
    }
    let kept: Vec<(ImportId,)> = desk.db.read().await?.all(KEPT, (tenant,)).await?;
    let kept: Vec<_> = kept.into_iter().map(|(id,)| id).collect();
    store::sweep(desk, tenant, &kept, LEFT_AGE).await
}

/// Removes what servers that were killed have left behind. By the clock of the files themselves.
fn sweep(spool: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(spool)? {
        let entry = entry?;
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > LEFT_AGE {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

const OLD: &str = "
    select id
    from import
    where tenant_id = $1 and created_at < $2 and state not in ('checking', 'running')
    order by created_at
    limit $3";

const KEPT: &str = "
    select id
    from import
    where tenant_id = $1";
