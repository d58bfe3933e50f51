//! The list of webhooks and what administrators do with it.

use model::{
    Error, Problem, Result, Time, WebhookId,
    event::{Event, Keeping},
    policy::Right,
    topic::Topic,
    webhook::{AddedWebhook, NewWebhook, OVERLAP_HOURS, OffCause, WEBHOOKS_MAX, WebhookForm, WebhookRow},
};

use super::signing;
use crate::{
    Ctx,
    db::{Sql, Tx},
    event,
};

/// All of the tenant, by name.
pub async fn list(ctx: &Ctx) -> Result<Vec<WebhookRow>> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.read().await?;
    let rows: Vec<Row> = tx.all(LIST, (ctx.tenant,)).await?;
    Ok(rows.into_iter().map(|row| row.shown(ctx.now())).collect())
}

/// One of them.
pub async fn find(ctx: &Ctx, id: WebhookId) -> Result<WebhookRow> {
    let rows = list(ctx).await?;
    rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound)
}

/// Adds a webhook and answers its secret, which is shown this once.
pub async fn add(ctx: &Ctx, form: &WebhookForm) -> Result<AddedWebhook> {
    ctx.authorize(Right::ManageWebhooks)?;
    let new = parse(ctx, form)?;
    let added = AddedWebhook { id: WebhookId(ctx.desk.new_id()), secret: new_secret()? };
    let mut tx = ctx.desk.db.write().await?;
    let (count,): (i64,) = tx.one(COUNT, (ctx.tenant,)).await?;
    if count >= i64::from(WEBHOOKS_MAX) {
        return Err(Error::at("name", Problem::TooMany { max: WEBHOOKS_MAX }));
    }
    let (name, url, secret) = (new.name.as_str(), new.url.as_str(), added.secret.as_str());
    tx.execute_one(ADD, (ctx.tenant, added.id, name, url, written(&new.topics), secret, ctx.now())).await?;
    kept(tx, ctx, Keeping::Added, new.name).await?;
    Ok(added)
}

/// Changes name, address and topics.
pub async fn edit(ctx: &Ctx, id: WebhookId, form: &WebhookForm) -> Result<()> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.write().await?;
    name(&mut tx, ctx, id).await?;
    let new = parse(ctx, form)?;
    let row = (ctx.tenant, id, new.name.as_str(), new.url.as_str(), written(&new.topics));
    tx.execute_one(EDIT, row).await?;
    kept(tx, ctx, Keeping::Edited, new.name).await
}

/// Switches it off or on again. What happens while it is off is not told later; events can be asked for.
pub async fn switch(ctx: &Ctx, id: WebhookId, on: bool) -> Result<()> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.write().await?;
    let name = name(&mut tx, ctx, id).await?;
    let touched = if on {
        tx.execute(SWITCH_ON, (ctx.tenant, id)).await?
    } else {
        tx.execute(SWITCH_OFF, (ctx.tenant, id, ctx.now(), OffCause::Person)).await?
    };
    if touched == 0 {
        return Ok(());
    }
    kept(tx, ctx, if on { Keeping::SwitchedOn } else { Keeping::SwitchedOff }, name).await
}

/// Gives it another secret and answers it; the one before signs beside it for a while.
pub async fn rotate(ctx: &Ctx, id: WebhookId) -> Result<String> {
    ctx.authorize(Right::ManageWebhooks)?;
    let secret = new_secret()?;
    let mut tx = ctx.desk.db.write().await?;
    let name = name(&mut tx, ctx, id).await?;
    let until = ctx.now().plus_seconds(OVERLAP_HOURS * 60 * 60);
    tx.execute_one(ROTATE, (ctx.tenant, id, secret.as_str(), until)).await?;
    kept(tx, ctx, Keeping::Rotated, name).await?;
    Ok(secret)
}

/// Removes it with its log.
pub async fn remove(ctx: &Ctx, id: WebhookId) -> Result<()> {
    ctx.authorize(Right::ManageWebhooks)?;
    let mut tx = ctx.desk.db.write().await?;
    let name = name_alone(&mut tx, ctx, id).await?;
    tx.execute(REMOVE_LOG, (ctx.tenant, id)).await?;
    tx.execute_one(REMOVE, (ctx.tenant, id)).await?;
    kept(tx, ctx, Keeping::Removed, name).await
}

fn parse(ctx: &Ctx, form: &WebhookForm) -> Result<NewWebhook> {
    let new = form.parse()?;
    ctx.desk.post.check(&new.url).map_err(|problem| Error::at("url", problem))?;
    Ok(new)
}

fn new_secret() -> Result<String> {
    signing::new_secret().map_err(|error| {
        tracing::error!(%error, "webhooks");
        Error::Internal { request_id: String::new() }
    })
}

/// The name of the webhook, whose row is held until the commit so that nobody removes it meanwhile.
pub(super) async fn name(tx: &mut Tx, ctx: &Ctx, id: WebhookId) -> Result<String> {
    let held: Option<(String,)> = tx.optional(HOLD, (ctx.tenant, id)).await?;
    held.map(|(name,)| name).ok_or(Error::NotFound)
}

/// The same for whoever removes it: waits for those who are about to tell it, and lets nobody begin to.
async fn name_alone(tx: &mut Tx, ctx: &Ctx, id: WebhookId) -> Result<String> {
    let mut sql = Sql::new(tx.dialect(), NAME);
    sql.bind(ctx.tenant).push(" and id = ").bind(id).push(tx.dialect().alone());
    let held: Option<(String,)> = tx.all_built(sql).await?.pop();
    held.map(|(name,)| name).ok_or(Error::NotFound)
}

async fn kept(mut tx: Tx, ctx: &Ctx, what: Keeping, name: String) -> Result<()> {
    event::record(&mut tx, ctx, None, Event::WebhookKept { what, name }).await?;
    Ok(tx.commit().await?)
}

fn written(topics: &[Topic]) -> String {
    topics.iter().map(|topic| topic.code()).collect::<Vec<_>>().join(" ")
}

pub(super) fn read(topics: &str) -> Vec<Topic> {
    topics.split(' ').filter_map(|code| code.parse().ok()).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: WebhookId,
    name: String,
    url: String,
    topics: String,
    created_at: Time,
    off_at: Option<Time>,
    off_cause: Option<OffCause>,
    failing_since: Option<Time>,
    old_secret_until: Option<Time>,
}

impl Row {
    fn shown(self, now: Time) -> WebhookRow {
        WebhookRow {
            id: self.id,
            name: self.name,
            url: self.url,
            topics: read(&self.topics),
            created_at: self.created_at,
            off: self.off_at.zip(self.off_cause),
            failing_since: self.failing_since,
            old_secret_until: self.old_secret_until.filter(|until| *until > now),
        }
    }
}

const LIST: &str = "
    select id, name, url, topics, created_at, off_at, off_cause, failing_since, old_secret_until
    from webhook
    where tenant_id = $1
    order by name, id";

const COUNT: &str = "
    select count(*)
    from webhook
    where tenant_id = $1";

const ADD: &str = "
    insert into webhook (tenant_id, id, name, url, topics, secret, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)";

const HOLD: &str = "
    update webhook
    set name = name
    where tenant_id = $1 and id = $2
    returning name";

/// Ends where the tenant follows.
const NAME: &str = "
    select name
    from webhook
    where tenant_id = ";

const EDIT: &str = "
    update webhook
    set name = $3, url = $4, topics = $5,
        failing_since = case when url = $4 then failing_since end,
        next_try_at = case when url = $4 then next_try_at end
    where tenant_id = $1 and id = $2";

const SWITCH_ON: &str = "
    update webhook
    set off_at = null, off_cause = null, failing_since = null, next_try_at = null
    where tenant_id = $1 and id = $2 and off_at is not null";

const SWITCH_OFF: &str = "
    update webhook
    set off_at = $3, off_cause = $4
    where tenant_id = $1 and id = $2 and off_at is null";

const ROTATE: &str = "
    update webhook
    set old_secret = secret, old_secret_until = $4, secret = $3
    where tenant_id = $1 and id = $2";

const REMOVE_LOG: &str = "
    delete from delivery
    where tenant_id = $1 and webhook_id = $2";

const REMOVE: &str = "
    delete from webhook
    where tenant_id = $1 and id = $2";
