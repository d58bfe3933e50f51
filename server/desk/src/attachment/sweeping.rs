//! Clearing away uploads that nobody saved.

use futures_util::TryStreamExt;
use model::{AttachmentId, Result, TenantId};
use object_store::{Error as StoreError, ObjectMeta, ObjectStore, ObjectStoreExt, path::Path};

use super::{aside, fault, place};
use crate::Desk;

/// How long an upload may wait for its form.
pub(super) const WAIT_SECONDS: i64 = 24 * 60 * 60;
/// How many uploads one turn clears away at most.
const BATCH: i64 = 500;

/// Removes the tenant's uploads that have belonged to nothing for a day, and answers how many. Their bytes go with them
/// unless another row has the same content. What a sweep that was cut off has left aside is settled first.
pub async fn sweep(desk: &Desk, tenant: TenantId) -> Result<u64> {
    settle_left(desk, tenant).await?;
    let mut swept = 0;
    loop {
        let (found, removed) = take_turn(desk, tenant).await?;
        swept += removed;
        if found < BATCH {
            return Ok(swept);
        }
    }
}

/// Clears away the oldest; how many there were, and how many of them nobody had saved meanwhile.
async fn take_turn(desk: &Desk, tenant: TenantId) -> Result<(i64, u64)> {
    let mut tx = desk.db.write().await?;
    let before = desk.clock.now().minus_seconds(WAIT_SECONDS);
    let rows: Vec<Waiting> = tx.all(WAITING, (tenant, before, BATCH)).await?;
    let found = rows.len() as i64;
    let mut swept = Vec::with_capacity(rows.len());
    for row in rows {
        if tx.execute(REMOVE, (tenant, row.id)).await? == 1 {
            swept.push(row);
        }
    }
    tx.commit().await?;
    let mut forgotten = Ok(());
    for row in &swept {
        forgotten = forgotten.and(forget(desk, tenant, &row.hash).await);
    }
    forgotten.map(|()| (found, swept.len() as u64))
}

/// Removes bytes that no row names. They are moved aside before that is asked a second time: an upload of the same
/// content either has its row by then and gets them back, or finds them gone and puts its own.
async fn forget(desk: &Desk, tenant: TenantId, hash: &str) -> Result<()> {
    if is_named(desk, tenant, hash).await? {
        return Ok(());
    }
    let gone = aside(tenant).join(format!("{hash}-{}", desk.new_id()));
    match desk.files.rename(&place(tenant, hash), &gone).await {
        Err(StoreError::NotFound { .. }) => Ok(()),
        moved => {
            moved.map_err(|error| fault(&error))?;
            settle(desk, tenant, hash, &gone).await
        }
    }
}

/// Settles what lies aside, also what another server is just about to settle: both do the same.
async fn settle_left(desk: &Desk, tenant: TenantId) -> Result<()> {
    let left = desk.files.list(Some(&aside(tenant))).try_collect::<Vec<ObjectMeta>>().await;
    for ObjectMeta { location, .. } in left.map_err(|error| fault(&error))? {
        if let Some((hash, _)) = location.filename().and_then(|name| name.split_once('-')) {
            settle(desk, tenant, hash, &location).await?;
        }
    }
    Ok(())
}

/// Puts bytes that lie aside back if a row names them, or if that cannot be seen; otherwise removes them.
async fn settle(desk: &Desk, tenant: TenantId, hash: &str, gone: &Path) -> Result<()> {
    let named = is_named(desk, tenant, hash).await;
    let settled = match named {
        Ok(false) => desk.files.delete(gone).await,
        Ok(true) | Err(_) => desk.files.rename(gone, &place(tenant, hash)).await,
    };
    match settled {
        Ok(()) | Err(StoreError::NotFound { .. }) => named.map(|_| ()),
        Err(error) => Err(fault(&error)),
    }
}

async fn is_named(desk: &Desk, tenant: TenantId, hash: &str) -> Result<bool> {
    let mut tx = desk.db.read().await?;
    Ok(tx.optional::<(AttachmentId,)>(SAME_CONTENT, (tenant, hash)).await?.is_some())
}

#[derive(sqlx::FromRow)]
struct Waiting {
    id: AttachmentId,
    hash: String,
}

const WAITING: &str = "
    select id, hash
    from attachment
    where tenant_id = $1 and ticket_id is null and created_at < $2
    order by created_at
    limit $3";

const REMOVE: &str = "
    delete from attachment
    where tenant_id = $1 and id = $2 and ticket_id is null";

const SAME_CONTENT: &str = "
    select id
    from attachment
    where tenant_id = $1 and hash = $2
    limit 1";
