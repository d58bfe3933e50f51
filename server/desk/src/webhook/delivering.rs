//! Sending one message once, and deciding what comes next.

use model::{
    DeliveryId, TenantId, Time, WebhookId,
    event::{Event, Keeping},
    webhook::{DeliveryState, FAILING_DAYS, FailCause, OffCause, TRIES},
};
use serde_json::Value;

use super::{Failure, Letter, Receipt, Task, queue, sign};
use crate::{
    Desk,
    db::{DbError, Tx},
    event::{self, Author},
    job::Later,
    secret,
};

/// How long to wait after each failure, in seconds; together about a day.
const WAITS: [i64; TRIES as usize - 1] = [5, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 15 * 3600];
/// A wait is longer by up to this part of itself, so that what failed together does not come back together.
const JITTER: u64 = 5;
/// The most that is kept of an answer, in characters.
const EXCERPT_MAX: usize = 500;
/// How often a webhook that fails is asked whether it is well again.
const PROBE_SECONDS: i64 = 60;
/// What waits for a webhook that fails waits for this part of its age longer each time, so that a long queue is not
/// looked through every minute.
const PATIENCE: i64 = 8;
/// Gone: the address wants no more messages.
const GONE: u16 = 410;

/// What one attempt needs to know.
#[derive(sqlx::FromRow)]
struct Due {
    id: DeliveryId,
    attempts: i64,
    body: String,
    created_at: Time,
    webhook_id: WebhookId,
    name: String,
    url: String,
    secret: String,
    old_secret: Option<String>,
    old_secret_until: Option<Time>,
    failing_since: Option<Time>,
    off_at: Option<Time>,
}

/// How an attempt ended.
struct Outcome {
    status: Option<u16>,
    cause: Option<FailCause>,
    error: Option<String>,
    response: Option<String>,
}

/// Makes the attempt that a job was queued for, unless it has been made.
pub async fn deliver(desk: &Desk, tenant: TenantId, payload: &Value) -> anyhow::Result<()> {
    let Task { delivery, attempt } = serde_json::from_value(payload.clone())?;
    let mut tx = desk.db.read().await?;
    let due: Option<Due> = tx.optional(DUE, (tenant, delivery, attempt)).await?;
    drop(tx);
    let Some(due) = due else { return Ok(()) };
    if due.off_at.is_some() {
        return Ok(give_up(desk, tenant, &due).await?);
    }
    if let Some(until) = put_off(desk, tenant, &due).await? {
        return Err(Later(until).into());
    }
    let outcome = Outcome::of(desk.post.send(&letter(&due, desk.clock.now())).await);
    Ok(settle(desk, tenant, &due, outcome).await?)
}

/// A webhook that fails is asked once a minute, by whichever message comes first; until when another is put off.
async fn put_off(desk: &Desk, tenant: TenantId, due: &Due) -> Result<Option<Time>, DbError> {
    if due.failing_since.is_none() {
        return Ok(None);
    }
    let now = desk.clock.now();
    let mut tx = desk.db.write().await?;
    let next = now.plus_seconds(PROBE_SECONDS);
    if tx.execute(PROBE, (tenant, due.webhook_id, now, next)).await? == 1 {
        tx.commit().await?;
        return Ok(None);
    }
    let age = now.millis_since(due.created_at) / 1000;
    let until = now.plus_seconds(PROBE_SECONDS.max(age / PATIENCE));
    tx.execute(PUT_OFF, (tenant, due.id, due.attempts, until)).await?;
    tx.commit().await?;
    Ok(Some(until))
}

fn letter(due: &Due, now: Time) -> Letter {
    let id = format!("msg_{}", due.id.0.simple());
    let seconds = now.0.div_euclid(1000);
    let old = due.old_secret.as_ref().filter(|_| due.old_secret_until.is_some_and(|until| until > now));
    let signatures = std::iter::once(&due.secret).chain(old);
    let signatures: Vec<String> =
        signatures.filter_map(|secret| sign(secret, &id, seconds, &due.body)).collect();
    Letter {
        url: due.url.clone(),
        headers: vec![
            ("webhook-id", id),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ],
        body: due.body.clone(),
    }
}

impl Outcome {
    fn of(answer: Result<Receipt, Failure>) -> Self {
        match answer {
            Ok(Receipt { status, excerpt }) => {
                let error = (!(200..300).contains(&status)).then(|| format!("HTTP {status}"));
                Self { status: Some(status), cause: None, error, response: Some(storable(&excerpt)) }
            }
            Err(Failure { cause, detail }) => {
                let error = Some(storable(&detail));
                Self { status: None, cause: Some(cause), error, response: None }
            }
        }
    }
}

/// PostgreSQL takes no NUL in a text.
fn storable(text: &str) -> String {
    text.chars().filter(|sign| *sign != '\0').take(EXCERPT_MAX).collect()
}

async fn settle(desk: &Desk, tenant: TenantId, due: &Due, outcome: Outcome) -> Result<(), DbError> {
    let now = desk.clock.now();
    let tries = due.attempts + 1;
    let wait = outcome.error.as_ref().and_then(|_| WAITS.get(usize::try_from(due.attempts).ok()?));
    let (state, at) = match (&outcome.error, wait) {
        (None, _) => (DeliveryState::Delivered, now),
        (Some(_), Some(wait)) if outcome.status != Some(GONE) => {
            (DeliveryState::Waiting, now.plus_seconds(wait + jitter(*wait)))
        }
        (Some(_), _) => (DeliveryState::Failed, now),
    };
    let mut tx = desk.db.write().await?;
    let since = mark(&mut tx, desk, tenant, due, outcome.error.as_ref().map(|_| at)).await?;
    let status = outcome.status.map(i64::from);
    let told = (outcome.cause, outcome.error, outcome.response);
    let row = (tenant, due.id, due.attempts, state, tries, at, status, told.0, told.1, told.2);
    if tx.execute(SETTLE, row).await? == 0 {
        return Ok(());
    }
    if state == DeliveryState::Waiting {
        queue(&mut tx, desk, tenant, Task { delivery: due.id, attempt: tries }, at).await?;
    }
    if let Some(since) = since {
        stop_if_hopeless(&mut tx, desk, tenant, due, (outcome.status, since)).await?;
    }
    tx.commit().await
}

/// Marks the webhook as failing, until when it is not asked again, or as well; answers since when it fails. Before the
/// message itself is touched, as whoever removes a webhook takes them in this order, too.
async fn mark(
    tx: &mut Tx,
    desk: &Desk,
    tenant: TenantId,
    due: &Due,
    again: Option<Time>,
) -> Result<Option<Time>, DbError> {
    let now = desk.clock.now();
    let Some(again) = again else {
        if due.failing_since.is_some() {
            tx.execute(WELL, (tenant, due.webhook_id)).await?;
        }
        return Ok(None);
    };
    let next = again.min(now.plus_seconds(PROBE_SECONDS)).max(now.plus_seconds(WAITS[0]));
    let since: Option<(Time,)> = tx.optional(FAILING, (tenant, due.webhook_id, now, next)).await?;
    Ok(since.map(|(since,)| since))
}

/// Switches off what wants no more, or has failed for days.
async fn stop_if_hopeless(
    tx: &mut Tx,
    desk: &Desk,
    tenant: TenantId,
    due: &Due,
    (status, since): (Option<u16>, Time),
) -> Result<(), DbError> {
    let now = desk.clock.now();
    let days = now.millis_since(since) / (24 * 60 * 60 * 1000);
    let cause = match status {
        Some(GONE) => OffCause::Gone,
        _ if days >= FAILING_DAYS => OffCause::Failing,
        _ => return Ok(()),
    };
    if tx.execute(STOP, (tenant, due.webhook_id, now, cause)).await? == 1 {
        let author = Author { desk, tenant, who: None };
        let stopped = Event::WebhookKept { what: Keeping::SwitchedOff, name: due.name.clone() };
        event::record(tx, author, None, stopped).await?;
    }
    Ok(())
}

/// A message to a webhook that is off goes nowhere; it can be sent again when that is on.
async fn give_up(desk: &Desk, tenant: TenantId, due: &Due) -> Result<(), DbError> {
    let mut tx = desk.db.write().await?;
    tx.execute(GIVE_UP, (tenant, due.id, due.attempts, desk.clock.now())).await?;
    tx.commit().await
}

fn jitter(wait: i64) -> i64 {
    let most = wait.unsigned_abs() / JITTER + 1;
    i64::try_from(secret::below(most)).unwrap_or_default()
}

const DUE: &str = "
    select delivery.id, delivery.attempts, delivery.body, delivery.created_at, delivery.webhook_id,
           webhook.name, webhook.url, webhook.secret, webhook.old_secret, webhook.old_secret_until,
           webhook.failing_since, webhook.off_at
    from delivery
    join webhook on webhook.tenant_id = delivery.tenant_id and webhook.id = delivery.webhook_id
    where delivery.tenant_id = $1 and delivery.id = $2 and delivery.attempts = $3
        and delivery.state = 'waiting'";

const SETTLE: &str = "
    update delivery
    set state = $4, attempts = $5, at = $6, status = $7, cause = $8, error = $9, response = $10
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'waiting'";

const GIVE_UP: &str = "
    update delivery
    set state = 'failed', at = $4, cause = 'off', error = null, status = null, response = null
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'waiting'";

const FAILING: &str = "
    update webhook
    set failing_since = coalesce(failing_since, $3), next_try_at = $4
    where tenant_id = $1 and id = $2
    returning failing_since";

/// Touches the row when nobody else has asked for a while.
const PROBE: &str = "
    update webhook
    set next_try_at = $4
    where tenant_id = $1 and id = $2 and (next_try_at is null or next_try_at <= $3)";

const PUT_OFF: &str = "
    update delivery
    set at = $4
    where tenant_id = $1 and id = $2 and attempts = $3 and state = 'waiting'";

const WELL: &str = "
    update webhook
    set failing_since = null, next_try_at = null
    where tenant_id = $1 and id = $2";

const STOP: &str = "
    update webhook
    set off_at = $3, off_cause = $4
    where tenant_id = $1 and id = $2 and off_at is null";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_for_about_a_day() {
        let hours = WAITS.iter().sum::<i64>() as f64 / 3600.0;
        assert!((22.0..26.0).contains(&hours), "{hours}");
        assert!(WAITS.windows(2).all(|pair| pair[0] * 2 <= pair[1]));
        assert!((0..1000).all(|_| (0..=720).contains(&jitter(3600))));
    }
}
