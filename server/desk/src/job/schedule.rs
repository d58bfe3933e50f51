//! Work that comes back every day.

use model::{JobId, Result, TenantId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Builder;

use super::{
    NewJob, add,
    handlers::{PRUNE, SWEEP_UPLOADS},
};
use crate::{Desk, search};

const DAILY: [&str; 2] = [SWEEP_UPLOADS, PRUNE];
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// A day of chores begins at 19:00 UTC, three in the morning in China.
const BEGINS_MILLIS: i64 = 19 * 60 * 60 * 1000;

/// Queues what an upgrade left to do, and today's chores of every tenant, however often and by however many servers it
/// is asked: their ids follow from kind and day.
pub async fn schedule(desk: &Desk) -> Result<()> {
    let now = desk.clock.now();
    let day = (now.0 - BEGINS_MILLIS).div_euclid(DAY_MILLIS);
    let mut tx = desk.db.write().await?;
    for (tenant,) in tx.all::<(TenantId,)>(TENANTS, ()).await? {
        for kind in DAILY {
            let job = NewJob { kind, payload: Value::Null, run_at: now };
            add(&mut tx, desk, tenant, id_of(kind, day), job).await?;
        }
    }
    search::enqueue_rebuilds(&mut tx, desk).await?;
    Ok(tx.commit().await?)
}

fn id_of(kind: &str, day: i64) -> JobId {
    let hash = Sha256::digest(format!("{kind} on day {day}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    JobId(Builder::from_custom_bytes(bytes).into_uuid())
}

const TENANTS: &str = "
    select id
    from tenant
    order by id";
