//! Indexing all that a tenant has: after an upgrade that brings the index or cuts texts in another way, and after
//! tickets were written past the verbs.

use futures_util::{FutureExt, future::BoxFuture};
use model::{TenantId, TicketId};
use serde_json::Value;

use super::store::{self, VERSION};
use crate::{
    Desk,
    db::{DbError, Tx},
    job::{self, NewJob},
};

/// The kind of job that does it.
pub(crate) const REBUILD: &str = "rebuild_search";
/// How many tickets one transaction indexes, so that others get their turn.
const SLICE: i64 = 200;

/// Indexes all of a tenant's tickets, newest first; the transactions are short and it goes on where it was stopped.
pub async fn rebuild(desk: &Desk, tenant: TenantId) -> anyhow::Result<()> {
    let mut tx = desk.db.write().await?;
    store::ensure(&mut tx, tenant).await?;
    tx.execute(AGAIN, (tenant,)).await?;
    tx.commit().await?;
    go_on(desk, tenant).await
}

/// The same as a job; does nothing where all is indexed.
pub(crate) fn rebuild_job<'a>(
    desk: &'a Desk,
    tenant: TenantId,
    _: &'a Value,
) -> BoxFuture<'a, anyhow::Result<()>> {
    go_on(desk, tenant).boxed()
}

/// Queues the job for every tenant whose index is missing or out of date.
pub(crate) async fn enqueue_rebuilds(tx: &mut Tx, desk: &Desk) -> Result<(), DbError> {
    for (tenant,) in tx.all::<(TenantId,)>(OUTDATED, (VERSION, REBUILD)).await? {
        let job = NewJob { kind: REBUILD, payload: Value::Null, run_at: desk.clock.now() };
        job::enqueue(tx, desk, tenant, job).await?;
    }
    Ok(())
}

async fn go_on(desk: &Desk, tenant: TenantId) -> anyhow::Result<()> {
    let mut tx = desk.db.write().await?;
    store::ensure(&mut tx, tenant).await?;
    tx.commit().await?;
    while slice(desk, tenant).await? {}
    Ok(())
}

/// Indexes some more tickets; false once there are none left.
async fn slice(desk: &Desk, tenant: TenantId) -> Result<bool, DbError> {
    let mut tx = desk.db.write().await?;
    let Some((below,)) = tx.optional::<(Option<i64>,)>(BELOW, (tenant, VERSION)).await? else {
        return Ok(false);
    };
    let tickets: Vec<(TicketId, i64)> = tx.all(NEXT, (tenant, below.unwrap_or(i64::MAX), SLICE)).await?;
    for &(ticket, _) in &tickets {
        store::refresh(&mut tx, tenant, ticket).await?;
    }
    match tickets.last() {
        Some(&(_, number)) => tx.execute_one(REACHED, (tenant, number)).await?,
        None => tx.execute_one(DONE, (tenant, VERSION)).await?,
    }
    tx.commit().await?;
    Ok(!tickets.is_empty())
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
    where coalesce(search_state.version, 0) <> $1
      and exists (select 1 from ticket where ticket.tenant_id = tenant.id)
      and not exists (
          select 1
          from job
          where job.tenant_id = tenant.id and job.kind = $2 and job.state in ('waiting', 'running')
      )
    order by tenant.id";

const BELOW: &str = "
    select below
    from search_state
    where tenant_id = $1 and version <> $2";

const NEXT: &str = "
    select id, number
    from ticket
    where tenant_id = $1 and number < $2 and deleted_at is null
    order by number desc
    limit $3";

const REACHED: &str = "
    update search_state
    set below = $2
    where tenant_id = $1";

const DONE: &str = "
    update search_state
    set version = $2, below = null
    where tenant_id = $1";
