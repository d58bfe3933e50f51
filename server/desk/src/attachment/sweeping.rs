//! Clearing away uploads that nobody saved.

use model::{AttachmentId, Result, TenantId};
use object_store::{Error as StoreError, ObjectStoreExt};

use super::{fault, place};
use crate::Desk;

/// How long an upload may wait for its form.
const WAIT_SECONDS: i64 = 24 * 60 * 60;
/// How many uploads one sweep clears away at most.
const BATCH: i64 = 500;

/// Removes the tenant's uploads that have belonged to nothing for a day, and answers how many. Their bytes go with them
/// unless another row has the same content.
pub async fn sweep(desk: &Desk, tenant: TenantId) -> Result<u64> {
    let mut tx = desk.db.write().await?;
    let before = desk.clock.now().minus_seconds(WAIT_SECONDS);
    let rows: Vec<Waiting> = tx.all(WAITING, (tenant, before, BATCH)).await?;
    let mut swept = Vec::with_capacity(rows.len());
    for row in rows {
        if tx.execute(REMOVE, (tenant, row.id)).await? == 1 {
            swept.push(row);
        }
    }
    tx.commit().await?;
    for row in &swept {
        forget(desk, tenant, &row.hash).await?;
    }
    Ok(swept.len() as u64)
}

async fn forget(desk: &Desk, tenant: TenantId, hash: &str) -> Result<()> {
    let mut tx = desk.db.read().await?;
    let others: Vec<(AttachmentId,)> = tx.all(SAME_CONTENT, (tenant, hash)).await?;
    if !others.is_empty() {
        return Ok(());
    }
    match desk.files.delete(&place(tenant, hash)).await {
        Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
        Err(error) => Err(fault(&error)),
    }
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
