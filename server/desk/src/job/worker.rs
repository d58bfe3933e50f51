//! Claims jobs that are due and does them.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;
use model::{JobId, Result, TenantId, Time};
use serde_json::Value;
use sqlx::types::Json;
use tokio::sync::watch;

use super::{
    DELIVER_WEBHOOK, TRIES,
    handlers::{give_up, handler},
    schedule,
};
use crate::{
    Desk,
    db::{DbError, Sql, Tx},
};

/// How long a worker that gives no sign of life keeps a job.
const LEASE_SECONDS: i64 = 60;
const RENEW: Duration = Duration::from_secs(20);
/// How often the queue is looked at when nothing is due, and today's chores are looked up.
const LOOK: Duration = Duration::from_secs(2);
const SCHEDULE: Duration = Duration::from_secs(15 * 60);
const FIRST_WAIT_SECONDS: i64 = 10;
/// The most that is kept of an error, in characters.
const ERROR_MAX: usize = 500;

#[derive(sqlx::FromRow)]
struct Claimed {
    tenant_id: TenantId,
    id: JobId,
    kind: String,
    payload: Json<Value>,
    attempts: i64,
}

/// Which jobs a worker does. Those that wait for others have workers of their own, so that an address which answers
/// slowly holds up nothing but itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What the desk does by itself.
    Inward,
    /// What waits for somebody else's server.
    Outward,
}

impl Lane {
    /// Both, for whoever does everything.
    const ALL: [Self; 2] = [Self::Inward, Self::Outward];

    /// The lane of a kind of job.
    pub(super) fn of(kind: &str) -> Self {
        if kind == DELIVER_WEBHOOK { Self::Outward } else { Self::Inward }
    }

    /// As it is kept.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Inward => "inward",
            Self::Outward => "outward",
        }
    }
}

/// A job that found it was too early and shall run again at this time; that counts as no try.
#[derive(Debug)]
pub(crate) struct Later(pub Time);

impl std::fmt::Display for Later {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "not before {}", self.0.0)
    }
}

impl std::error::Error for Later {}

/// Why a job is due.
#[derive(Clone, Copy)]
enum Due {
    /// The worker that had it has died.
    Expired,
    /// Its time has come.
    Waiting,
}

/// Does the jobs of one lane until `stop` becomes true; the job at hand is finished first.
pub async fn work_in(lane: Lane, desk: Desk, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        logged(run_until(&desk, &[lane], &stop).await);
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            gone = stop.changed() => if gone.is_err() { return },
        }
    }
}

/// Does what the desk does by itself, and queues each day's chores, until `stop` becomes true; the job at hand is
/// finished first.
pub async fn work(desk: Desk, mut stop: watch::Receiver<bool>) {
    let mut chores = tokio::time::interval(SCHEDULE);
    while !*stop.borrow() {
        if chores.tick().now_or_never().is_some() {
            logged(schedule(&desk).await);
        }
        logged(run_until(&desk, &[Lane::Inward], &stop).await);
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            gone = stop.changed() => if gone.is_err() { return },
        }
    }
}

/// Does everything that is due and answers how many jobs that were.
pub async fn run_once(desk: &Desk) -> Result<usize> {
    let (_running, stop) = watch::channel(false);
    run_until(desk, &Lane::ALL, &stop).await
}

async fn run_until(desk: &Desk, lanes: &[Lane], stop: &watch::Receiver<bool>) -> Result<usize> {
    let mut done = 0;
    while !*stop.borrow() {
        let Some(job) = claim_any(desk, lanes).await? else { break };
        let outcome = run(desk, &job).await;
        settle(desk, &job, outcome).await?;
        done += 1;
    }
    Ok(done)
}

/// Takes a job whose worker has died, or the one that has been due longest. There are never more of the former than
/// there were workers, so that looking for them first costs nothing and a full queue does not hide them.
async fn claim_any(desk: &Desk, lanes: &[Lane]) -> Result<Option<Claimed>, DbError> {
    for &lane in lanes {
        for due in [Due::Expired, Due::Waiting] {
            if let Some(job) = claim(desk, lane, due).await? {
                return Ok(Some(job));
            }
        }
    }
    Ok(None)
}

/// Looks with a reader first, so that an idle server does not hold the writer.
async fn claim(desk: &Desk, lane: Lane, due: Due) -> Result<Option<Claimed>, DbError> {
    let now = desk.clock.now();
    let mut tx = desk.db.read().await?;
    let mut sql = Sql::new(tx.dialect(), DUE);
    due.push(&mut sql, lane, now);
    if tx.all_built::<(JobId,)>(sql).await?.is_empty() {
        return Ok(None);
    }
    drop(tx);
    let mut tx = desk.db.write().await?;
    let mut sql = Sql::new(tx.dialect(), CLAIM);
    sql.bind(now.plus_seconds(LEASE_SECONDS)).push(FROM_DUE);
    due.push(&mut sql, lane, now);
    sql.push(tx.dialect().skip_locked()).push(CLAIMED);
    let job = tx.all_built(sql).await?.pop();
    tx.commit().await?;
    Ok(job)
}

impl Due {
    /// Adds the condition that a job of this lane is due; the one that has been due longest comes first. Each walks
    /// the index and stops at the first row.
    fn push(self, sql: &mut Sql, lane: Lane, now: Time) {
        sql.push("lane = ").bind(lane.code());
        match self {
            Self::Waiting => sql.push(" and state = 'waiting' and run_at <= ").bind(now),
            Self::Expired => sql.push(" and state = 'running' and leased_until < ").bind(now),
        };
        sql.push("\n    order by run_at\n    limit 1");
    }
}

async fn run(desk: &Desk, job: &Claimed) -> anyhow::Result<()> {
    anyhow::ensure!(job.attempts <= TRIES, "every worker that took it died");
    let handler = handler(&job.kind).ok_or_else(|| anyhow::anyhow!("nothing handles {}", job.kind))?;
    let work = AssertUnwindSafe(handler(desk, job.tenant_id, &job.payload)).catch_unwind();
    tokio::select! {
        outcome = work => outcome.unwrap_or_else(|_| Err(anyhow::anyhow!("the handler panicked"))),
        () = renew(desk, job) => Err(anyhow::anyhow!("the lease was lost")),
    }
}

/// Keeps the lease for as long as it is polled; returns when it is lost.
async fn renew(desk: &Desk, job: &Claimed) {
    loop {
        tokio::time::sleep(RENEW).await;
        match renew_once(desk, job).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, job = %job.id, "a lease could not be renewed"),
        }
    }
}

async fn renew_once(desk: &Desk, job: &Claimed) -> Result<u64, DbError> {
    let until = desk.clock.now().plus_seconds(LEASE_SECONDS);
    let mut tx = desk.db.write().await?;
    let touched = tx.execute(RENEW_LEASE, (job.tenant_id, job.id, job.attempts, until)).await?;
    tx.commit().await?;
    Ok(touched)
}

/// Writes down how it went, unless another worker has the job by now.
async fn settle(desk: &Desk, job: &Claimed, outcome: anyhow::Result<()>) -> Result<(), DbError> {
    let mut tx = desk.db.write().await?;
    let touched = match outcome {
        Ok(()) => tx.execute(DONE, (job.tenant_id, job.id, job.attempts, desk.clock.now())).await?,
        Err(error) => match error.downcast_ref() {
            Some(Later(at)) => tx.execute(LATER, (job.tenant_id, job.id, job.attempts, *at)).await?,
            None => failed(&mut tx, desk, job, &error).await?,
        },
    };
    if touched == 0 {
        tracing::warn!(job = %job.id, kind = job.kind, "another worker has the job by now");
    }
    tx.commit().await
}

async fn failed(tx: &mut Tx, desk: &Desk, job: &Claimed, error: &anyhow::Error) -> Result<u64, DbError> {
    tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, error = %format!("{error:#}"), "a job failed");
    let reason: String = format!("{error:#}").chars().take(ERROR_MAX).collect();
    let now = desk.clock.now();
    if job.attempts >= TRIES {
        let touched = tx.execute(DEAD, (job.tenant_id, job.id, job.attempts, reason, now)).await?;
        if touched == 1 {
            give_up(tx, job.tenant_id, &job.kind, &job.payload).await?;
        }
        return Ok(touched);
    }
    let run_at = now.plus_seconds(wait_seconds(job.attempts));
    tx.execute(AGAIN, (job.tenant_id, job.id, job.attempts, reason, run_at)).await
}

/// Ten seconds after the first failure, twice as long after each further one.
fn wait_seconds(attempts: i64) -> i64 {
    FIRST_WAIT_SECONDS << (attempts - 1).clamp(0, TRIES)
}

fn logged<T>(outcome: Result<T>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "the job queue");
    }
}

/// Ends where the condition follows.
const DUE: &str = "
    select id
    from job
    where ";

/// Ends where the end of the lease follows.
const CLAIM: &str = "
    update job
    set state = 'running', attempts = attempts + 1, leased_until = ";

/// Ends where the condition follows.
const FROM_DUE: &str = "
    where (tenant_id, id) = (
        select tenant_id, id
        from job
        where ";

const CLAIMED: &str = "
    )
    returning tenant_id, id, kind, payload, attempts";

const RENEW_LEASE: &str = "
    update job
    set leased_until = $4
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'";

const DONE: &str = "
    update job
    set state = 'done', finished_at = $4, leased_until = null, last_error = null
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'";

const LATER: &str = "
    update job
    set state = 'waiting', attempts = attempts - 1, run_at = $4, leased_until = null
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'";

const AGAIN: &str = "
    update job
    set state = 'waiting', last_error = $4, run_at = $5, leased_until = null
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'";

const DEAD: &str = "
    update job
    set state = 'dead', last_error = $4, finished_at = $5, leased_until = null
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_with_each_failure() {
        let waits: Vec<i64> = (1..TRIES).map(wait_seconds).collect();
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 640]);
    }
}
