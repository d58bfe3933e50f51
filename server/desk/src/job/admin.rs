//! What the administrator sees of the queue.

use model::{
    Error, JobId, Result,
    job::{JobRow, JobState},
    policy::Right,
};

use crate::Ctx;

/// The tenant's jobs in one state or all, the latest due first; at most 200.
pub async fn list(ctx: &Ctx, state: Option<JobState>) -> Result<Vec<JobRow>> {
    ctx.authorize(Right::ManageJobs)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(tx.all(LIST, (ctx.tenant, state)).await?)
}

/// Has a job that failed, or waits after a failure, tried again at once and as often as a new one.
pub async fn retry(ctx: &Ctx, job: JobId) -> Result<()> {
    ctx.authorize(Right::ManageJobs)?;
    let mut tx = ctx.desk.db.write().await?;
    if tx.execute(RETRY, (ctx.tenant, job, ctx.now())).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

const LIST: &str = "
    select id, kind, state, attempts, run_at, last_error
    from job
    where tenant_id = $1 and ($2 is null or state = $2)
    order by run_at desc, id desc
    limit 200";

const RETRY: &str = "
    update job
    set state = 'waiting', attempts = 0, run_at = $3, finished_at = null
    where tenant_id = $1 and id = $2 and state in ('waiting', 'dead')";
