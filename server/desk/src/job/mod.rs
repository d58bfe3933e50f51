//! Work that follows a commit: queued in the same transaction, done by any server, tried again when it fails.

mod admin;
pub(crate) mod handlers;
mod schedule;
mod worker;

pub use admin::{list, retry};
pub use schedule::schedule;
pub use worker::{Lane, run_once, work, work_in};

pub(crate) use handlers::DELIVER_WEBHOOK;
pub(crate) use worker::Later;

use model::{JobId, Result, TenantId, Time};
use serde_json::Value;
use sqlx::types::Json;

use crate::{
    Desk,
    db::{DbError, Tx},
};

/// How often a job is tried before a person must look at it.
pub const TRIES: i64 = 8;

/// Work to be done.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What kind, which names its handler.
    pub kind: &'static str,
    /// What the handler needs to know.
    pub payload: Value,
    /// Not before this time.
    pub run_at: Time,
}

/// Queues a job in the caller's transaction. A handler must be able to do the same job twice, for a server may
/// die between doing it and saying so.
pub async fn enqueue(tx: &mut Tx, desk: &Desk, tenant: TenantId, job: NewJob) -> Result<JobId, DbError> {
    let id = JobId(desk.new_id());
    add(tx, desk, tenant, id, job).await?;
    Ok(id)
}

/// Queues a job under a given id, unless one with that id is there.
async fn add(tx: &mut Tx, desk: &Desk, tenant: TenantId, id: JobId, job: NewJob) -> Result<u64, DbError> {
    let NewJob { kind, payload, run_at } = job;
    let lane = Lane::of(kind).code();
    tx.execute(ADD, (tenant, id, kind, Json(payload), run_at, desk.clock.now(), lane)).await
}

const ADD: &str = "
    insert into job (tenant_id, id, kind, payload, state, attempts, run_at, created_at, lane)
    values ($1, $2, $3, $4, 'waiting', 0, $5, $6, $7)
    on conflict (tenant_id, id) do nothing";
