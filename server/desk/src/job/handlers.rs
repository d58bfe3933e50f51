//! What each kind of job does.

use futures_util::{FutureExt, future::BoxFuture};
use model::{TenantId, form::DRAFT_DAYS};
use serde_json::Value;

use crate::{
    Desk, access, attachment,
    db::{DbError, Tx},
    import,
    search::{REBUILD, REFRESH_CONTACT, rebuild_job, refresh_contact_job},
    webhook,
};

/// Does a job; may be called twice for the same one.
pub type Handler = for<'a> fn(&'a Desk, TenantId, &'a Value) -> BoxFuture<'a, anyhow::Result<()>>;

/// Removes files that were uploaded for a form that was never saved.
pub const SWEEP_UPLOADS: &str = "sweep_uploads";
/// Removes rows that have served their purpose.
pub const PRUNE: &str = "prune";
/// Brings in the next rows of a file.
pub const IMPORT: &str = "import";
/// Sends a message to a webhook.
pub const DELIVER_WEBHOOK: &str = "deliver_webhook";

/// The handler of a kind.
pub fn handler(kind: &str) -> Option<Handler> {
    match kind {
        SWEEP_UPLOADS => Some(|desk, tenant, _| sweep_uploads(desk, tenant).boxed()),
        REBUILD => Some(rebuild_job),
        REFRESH_CONTACT => Some(refresh_contact_job),
        IMPORT => Some(|desk, tenant, payload| import::turn(desk, tenant, payload).boxed()),
        PRUNE => Some(|desk, tenant, _| prune(desk, tenant).boxed()),
        DELIVER_WEBHOOK => Some(|desk, tenant, task| webhook::deliver(desk, tenant, task).boxed()),
        _ => None,
    }
}

/// Settles what a job that is not tried any more has left half done.
pub async fn give_up(tx: &mut Tx, tenant: TenantId, kind: &str, payload: &Value) -> Result<(), DbError> {
    match kind {
        IMPORT => import::give_up(tx, tenant, payload).await,
        _ => Ok(()),
    }
}

const DAY_SECONDS: i64 = 24 * 60 * 60;
const JOBS_KEPT_SECONDS: i64 = 7 * DAY_SECONDS;
/// A day longer than a draft, which may send the same again.
const KEYS_KEPT_SECONDS: i64 = (DRAFT_DAYS + 1) * DAY_SECONDS;
const INVITATION_KEPT_SECONDS: i64 = 30 * DAY_SECONDS;

async fn sweep_uploads(desk: &Desk, tenant: TenantId) -> anyhow::Result<()> {
    attachment::sweep(desk, tenant).await?;
    Ok(())
}

async fn prune(desk: &Desk, tenant: TenantId) -> anyhow::Result<()> {
    let now = desk.clock.now();
    let mut tx: Tx = desk.db.write().await?;
    access::prune_sessions(&mut tx, tenant, now).await?;
    access::prune_throttle(&mut tx, tenant, now).await?;
    access::token::prune(&mut tx, tenant, now).await?;
    webhook::prune(&mut tx, tenant, now).await?;
    tx.execute(PRUNE_KEYS, (tenant, now.minus_seconds(KEYS_KEPT_SECONDS))).await?;
    tx.execute(PRUNE_JOBS, (tenant, now.minus_seconds(JOBS_KEPT_SECONDS))).await?;
    tx.execute(PRUNE_INVITATIONS, (tenant, now.minus_seconds(INVITATION_KEPT_SECONDS))).await?;
    tx.commit().await?;
    import::prune(desk, tenant).await?;
    Ok(())
}

const PRUNE_KEYS: &str = "
    delete from idempotency
    where tenant_id = $1 and created_at < $2";

const PRUNE_JOBS: &str = "
    delete from job
    where tenant_id = $1 and state = 'done' and finished_at < $2";

const PRUNE_INVITATIONS: &str = "
    delete from invitation
    where tenant_id = $1 and expires_at < $2";
