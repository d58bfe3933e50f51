//! The log: every change appends to it in its own transaction, everything else is read from it.

use model::{PersonId, Result, TenantId, TicketId, event::Event, live::LiveEvent, person::Who};
use serde::Serialize;
use sqlx::types::Json;

use crate::{
    Ctx, Desk, counter,
    db::{DbError, Sql, Tx},
    live::Stir,
    search,
    ticket::{
        sight::{self, Left},
        visibility,
    },
};

/// The counter that numbers the log.
const COUNTER: &str = "event";

/// In whose name something is recorded.
pub struct Author<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The tenant whose log it is.
    pub tenant: TenantId,
    /// Who did it; nobody when the desk did.
    pub who: Option<&'a Who>,
}

impl<'a> From<&'a Ctx> for Author<'a> {
    fn from(ctx: &'a Ctx) -> Self {
        Self { desk: &ctx.desk, tenant: ctx.tenant, who: Some(&ctx.me.who) }
    }
}

/// Appends one event. Call it last: it holds the tenant's log until the commit.
pub async fn record<'a>(
    tx: &mut Tx,
    author: impl Into<Author<'a>>,
    ticket: Option<TicketId>,
    event: Event,
) -> Result<i64, DbError> {
    record_all(tx, author, ticket, vec![event]).await
}

/// Appends several events in order and answers the number of the last.
pub async fn record_all<'a>(
    tx: &mut Tx,
    author: impl Into<Author<'a>>,
    ticket: Option<TicketId>,
    events: Vec<Event>,
) -> Result<i64, DbError> {
    append(tx, author.into(), ticket, events, None).await
}

/// The same for a change that may have taken the ticket out of somebody's sight; the first event tells them.
pub(crate) async fn record_leaving(
    tx: &mut Tx,
    ctx: &Ctx,
    ticket: TicketId,
    events: Vec<Event>,
    left: Option<Left>,
) -> Result<i64, DbError> {
    append(tx, ctx.into(), Some(ticket), events, left).await
}

async fn append(
    tx: &mut Tx,
    author: Author<'_>,
    ticket: Option<TicketId>,
    events: Vec<Event>,
    mut left: Option<Left>,
) -> Result<i64, DbError> {
    let Author { desk, tenant, who } = author;
    let at = desk.clock.now();
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    if let Some(ticket) = ticket {
        search::refresh(tx, tenant, ticket).await?;
    }
    let last = counter::take(tx, tenant, COUNTER, count).await?;
    let (id, name) = (who.map(|who| who.id), who.map(|who| who.name.as_str()));
    for (seq, event) in (last - count + 1..).zip(&events) {
        let payload = Json(Payload { event, left: left.take() });
        tx.execute(APPEND, (tenant, seq, ticket, id, name, event.kind(), payload, at)).await?;
    }
    tx.wakes(desk.live.wake(Stir::Moved(tenant)));
    Ok(last)
}

/// An event as it is kept. What it closed stands beside it for [`since`] alone; whoever reads the event does not
/// see it.
#[derive(Serialize)]
struct Payload<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Left>,
}

/// The number of the last event.
pub async fn last(ctx: &Ctx) -> Result<i64> {
    let mut tx = ctx.desk.db.read().await?;
    Ok(counter::last(&mut tx, ctx.tenant, COUNTER).await?)
}

/// What happened after event `seq` to tickets that the person may see, and what took one out of their sight, among
/// the next `limit` events of the log; and the number to ask from next.
pub async fn since(ctx: &Ctx, seq: i64, limit: i64) -> Result<(i64, Vec<LiveEvent>)> {
    let mut tx = ctx.desk.db.read().await?;
    let last = counter::last(&mut tx, ctx.tenant, COUNTER).await?;
    let end = last.min(seq.saturating_add(limit));
    if end <= seq {
        return Ok((last, Vec::new()));
    }
    let mut sql = Sql::new(tx.dialect(), SINCE);
    visibility::visible(&mut sql, ctx);
    sql.push(FROM);
    sql.push("\nwhere event.tenant_id = ").bind(ctx.tenant);
    sql.push(" and event.seq > ").bind(seq);
    sql.push(" and event.seq <= ").bind(end);
    sql.push(" and ticket.tenant_id = ").bind(ctx.tenant).push(" and (");
    visibility::visible(&mut sql, ctx);
    sight::or_left(&mut sql, ctx);
    sql.push(")\norder by event.seq");
    let rows: Vec<LiveRow> = tx.all_built(sql).await?;
    Ok((end, rows.into_iter().map(LiveEvent::from).collect()))
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    seq: i64,
    kind: String,
    ticket_id: TicketId,
    number: i64,
    version: i64,
    actor_id: Option<PersonId>,
    actor_name: Option<String>,
    seen: Option<bool>,
}

impl From<LiveRow> for LiveEvent {
    /// Of a ticket that has gone out of sight nothing is told but that it has.
    fn from(row: LiveRow) -> Self {
        let seen = row.seen == Some(true);
        let actor = row.actor_id.zip(row.actor_name).map(|(id, name)| Who { id, name });
        Self {
            seq: row.seq,
            kind: row.kind,
            ticket: Some(row.ticket_id),
            number: seen.then_some(row.number),
            version: seen.then_some(row.version),
            actor: actor.filter(|_| seen),
        }
    }
}

const APPEND: &str = "
    insert into event (tenant_id, seq, ticket_id, version, actor_id, actor_name, kind, payload, at)
    values ($1, $2, $3, (select version from ticket where tenant_id = $1 and id = $3), $4, $5, $6, $7, $8)";

const SINCE: &str = "
    select event.seq, event.kind, ticket.id as ticket_id, ticket.number, ticket.version,
           event.actor_id, event.actor_name, (";

const FROM: &str = ") as seen
    from event
    join ticket on ticket.tenant_id = event.tenant_id and ticket.id = event.ticket_id";
