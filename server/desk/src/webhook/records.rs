//! What a webhook was told, and telling it again.

use model::{
    DeliveryId, Error, Result, TenantId, Time, WebhookId,
    policy::Right,
    webhook::{DeliveryPage, DeliveryRow, TEST},
};
use serde_json::json;

use super::{Task, keeping, queue, telling};
use crate::{
    Ctx,
    db::{DbError, Tx},
};

/// The most rows of a part of the log.
const PAGE: i64 = 50;
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;
/// A message that is overdue for so long has lost its job.
const LOST_SECONDS: i64 = 24 * 60 * 60;

/// A part of the log of a webhook, older than `before` if that is named.
pub async fn deliveries(ctx: &Ctx, webhook: WebhookId, before: Option<DeliveryId>) -> Result<DeliveryPage> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.read().await?;
    if tx.optional::<(WebhookId,)>(EXISTS, (ctx.tenant, webhook)).await?.is_none() {
        return Err(Error::NotFound);
    }
    let mut rows: Vec<DeliveryRow> = tx.all(LOG, (ctx.tenant, webhook, before, PAGE + 1)).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let older = rows.last().map(|row| row.id).filter(|_| more);
    Ok(DeliveryPage { rows, older })
}

/// Sends a message again at once, as often as a new one. It keeps its id, by which receivers know it.
pub async fn resend(ctx: &Ctx, delivery: DeliveryId) -> Result<()> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.write().await?;
    let now = ctx.now();
    tx.execute(OPEN_FOR, (ctx.tenant, delivery)).await?;
    if tx.execute(AGAIN, (ctx.tenant, delivery, now)).await? == 0 {
        return Err(Error::NotFound);
    }
    queue(&mut tx, &ctx.desk, ctx.tenant, Task { delivery, attempt: 0 }, now).await?;
    Ok(tx.commit().await?)
}

/// Sends a message that tells of nothing, to try an address.
pub async fn ping(ctx: &Ctx, webhook: WebhookId) -> Result<()> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.write().await?;
    keeping::name(&mut tx, ctx, webhook).await?;
    tx.execute(OPEN, (ctx.tenant, webhook)).await?;
    let data = json!({ "actor": { "id": ctx.actor_id() } });
    let body = telling::message(TEST, ctx.now(), &data);
    telling::write(&mut tx, &ctx.desk, ctx.tenant, webhook, TEST, &body).await?;
    Ok(tx.commit().await?)
}

/// Gives up messages that no job carries any more, and drops those that nobody looks at.
pub(crate) async fn prune(tx: &mut Tx, tenant: TenantId, now: Time) -> Result<(), DbError> {
    tx.execute(LOST, (tenant, now.minus_seconds(LOST_SECONDS), now)).await?;
    tx.execute(PRUNE, (tenant, now.minus_seconds(KEPT_SECONDS))).await.map(|_| ())
}

/// A person who asks does not wait for the next probe.
const OPEN: &str = "
    update webhook
    set next_try_at = null
    where tenant_id = $1 and id = $2";

const OPEN_FOR: &str = "
    update webhook
    set next_try_at = null
    where tenant_id = $1
        and id = (select webhook_id from delivery where tenant_id = $1 and id = $2)";

const EXISTS: &str = "
    select id
    from webhook
    where tenant_id = $1 and id = $2";

const LOG: &str = "
    select id, topic, state, attempts, at, created_at, status, cause, error, response, body
    from delivery
    where tenant_id = $1 and webhook_id = $2 and ($3 is null or id < $3)
    order by id desc
    limit $4";

const AGAIN: &str = "
    update delivery
    set state = 'waiting', attempts = 0, at = $3
    where tenant_id = $1 and id = $2 and state <> 'waiting'";

/// As long as the queue itself is behind by as much, nothing is lost.
const LOST: &str = "
    update delivery
    set state = 'failed', at = $3
    where tenant_id = $1 and state = 'waiting' and at < $2
        and not exists (
            select 1
            from job
            where tenant_id = $1 and lane = 'outward' and state in ('waiting', 'running') and run_at < $2
        )";

const PRUNE: &str = "
    delete from delivery
    where tenant_id = $1 and created_at < $2";
