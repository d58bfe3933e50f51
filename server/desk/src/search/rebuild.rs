//! Indexing all that a tenant has: after an upgrade that brings the index or cuts texts in another way, and after
//! tickets were written past the verbs.

use futures_util::{FutureExt, future::BoxFuture};
use model::TenantId;
use serde_json::Value;

use super::{
    slice::slice,
    store::{self, VERSION},
};
use crate::{
    Desk,
    db::{DbError, Tx},
    job::{self, NewJob},
};

/// The kind of job that does it.
pub(crate) const REBUILD: &str = "rebuild_search";
/// How many slices a turn of the job takes, after which other jobs have theirs.
const TURN: usize = 5;

/// Indexes all of a tenant's tickets, newest first; the transactions are short and it goes on where it was stopped.
pub async fn rebuild(desk: &Desk, tenant: TenantId) -> anyhow::Result<()> {
    let mut tx = desk.db.write().await?;
    store::ensure(&mut tx, tenant).await?;
    tx.execute(AGAIN, (tenant,)).await?;
    tx.commit().await?;
    loop {
        let (tx, more) = forward(desk, tenant).await?;
        tx.commit().await?;
        if !more {
            return Ok(());
        }
    }
}

/// A turn of the same as a job, which queues the next one; does nothing where all is indexed.
pub(crate) fn rebuild_job<'a>(
    desk: &'a Desk,
    tenant: TenantId,
    _: &'a Value,
) -> BoxFuture<'a, anyhow::Result<()>> {
    async move {
        let mut tx = desk.db.write().await?;
        store::ensure(&mut tx, tenant).await?;
        tx.commit().await?;
        Ok(turn(desk, tenant).await?)
    }
    .boxed()
}

/// Queues the job for every tenant whose index is missing or out of date.
pub(crate) async fn enqueue_rebuilds(tx: &mut Tx, desk: &Desk) -> Result<(), DbError> {
    for (tenant,) in tx.all::<(TenantId,)>(OUTDATED, (VERSION, REBUILD)).await? {
        enqueue(tx, desk, tenant).await?;
    }
    Ok(())
}

async fn enqueue(tx: &mut Tx, desk: &Desk, tenant: TenantId) -> Result<(), DbError> {
    let job = NewJob { kind: REBUILD, payload: Value::Null, run_at: desk.clock.now() };
    job::enqueue(tx, desk, tenant, job).await.map(drop)
}

async fn turn(desk: &Desk, tenant: TenantId) -> Result<(), DbError> {
    for nth in 1..=TURN {
        let (mut tx, more) = forward(desk, tenant).await?;
        if more && nth == TURN {
            enqueue(&mut tx, desk, tenant).await?;
        }
        tx.commit().await?;
        if !more {
            break;
        }
    }
    Ok(())
}

/// Indexes some more tickets, in a transaction that is to be committed, and says whether there may be others.
async fn forward(desk: &Desk, tenant: TenantId) -> Result<(Tx, bool), DbError> {
    let mut tx = desk.db.write().await?;
    let Some((below,)) = tx.optional::<(Option<i64>,)>(BELOW, (tenant, VERSION)).await? else {
        return Ok((tx, false));
    };
    let below = slice(&mut tx, tenant, None, below.unwrap_or(i64::MAX)).await?;
    match below {
        Some(number) => tx.execute_one(REACHED, (tenant, VERSION, number)).await?,
        None => tx.execute_one(DONE, (tenant, VERSION)).await?,
    }
    Ok((tx, below.is_some()))
}

const AGAIN: &str = "
    update search_state
    set version = 0, below = null
    where tenant_id = $1";

const OUTDATED: &str = "
    select tenant.id
    from tenant
    left join search_state
      on search_state.tenant_id = tenant.id
    where coalesce(search_state.version, 0) < $1
      and exists (select 1 from ticket where ticket.tenant_id = tenant.id)
      and not exists (
          select 1
          from job
          where job.tenant_id = tenant.id and job.kind = $2 and job.state in ('waiting', 'running')
      )
    order by tenant.id";

/// What another version has done does not count.
const BELOW: &str = "
    select case when building = $2 then below end
    from search_state
    where tenant_id = $1 and version < $2";

const REACHED: &str = "
    update search_state
    set building = $2, below = $3
    where tenant_id = $1";

const DONE: &str = "
    update search_state
    set version = $2, below = null
    where tenant_id = $1";
