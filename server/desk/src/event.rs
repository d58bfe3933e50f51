//! The log: every change appends to it in its own transaction, everything else is read from it.

use model::{
    ContactId, PersonId, Result, TenantId, TicketId, Time, event::Event, live::LiveEvent, person::Who,
    topic::Topic,
};
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
    webhook::{self, News},
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
    let told = webhook::listening(tx, tenant, ticket, &events).await?;
    let last = counter::take(tx, tenant, COUNTER, count).await?;
    let (id, name) = (who.map(|who| who.id), who.map(|who| who.name.as_str()));
    for (seq, event) in (last - count + 1..).zip(&events) {
        let payload = Json(Payload { event, left: left.take() });
        tx.execute(APPEND, (tenant, seq, ticket, id, name, event.kind(), payload, at)).await?;
        if let Some(told) = &told {
            webhook::tell(tx, desk, tenant, told, &News { seq, event, who, at }).await?;
        }
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

/// Something that happened, as programs are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number in the tenant's log.
    pub seq: i64,
    /// What it was; none when nothing may be told but that the ticket has gone out of sight.
    pub topic: Option<Topic>,
    /// When.
    pub at: Time,
    /// The ticket it happened to, with its number and its version after it.
    pub ticket: Option<(TicketId, i64, Option<i64>)>,
    /// The contact it happened to.
    pub contact: Option<ContactId>,
    /// Who did it; nobody when the desk did.
    pub actor: Option<Who>,
}

/// How many events of the log are looked at in one go, and how often for one page.
const STRIDE: i64 = 1000;
const STRIDES: usize = 10;

/// At most `limit` of the events after `seq` that have a topic and happened to what the person may see, or took a ticket
/// out of their sight; the number to ask from next, and whether there is more to ask for.
pub async fn page(ctx: &Ctx, seq: i64, limit: usize) -> Result<(i64, Vec<Told>, bool)> {
    let mut tx = ctx.desk.db.read().await?;
    let last = counter::last(&mut tx, ctx.tenant, COUNTER).await?;
    let (mut from, mut page) = (seq, Vec::new());
    for _ in 0..STRIDES {
        let to = last.min(from.saturating_add(STRIDE));
        if to <= from || page.len() >= limit {
            break;
        }
        let rows: Vec<ToldRow> = tx.all_built(between(tx.dialect(), ctx, from, to)).await?;
        page.extend(rows.into_iter().filter_map(ToldRow::told));
        from = to;
    }
    if page.len() > limit {
        page.truncate(limit);
    }
    let next = page.last().filter(|_| page.len() == limit).map_or(from, |told: &Told| told.seq);
    Ok((next, page, next < last))
}

/// Contacts are for everybody; what happens to tickets goes by the data scope, before the event and after.
fn between(dialect: crate::Dialect, ctx: &Ctx, from: i64, to: i64) -> Sql {
    let mut sql = Sql::new(dialect, BETWEEN);
    visibility::visible(&mut sql, ctx);
    sql.push(FROM_ALL);
    sql.push("\nwhere event.tenant_id = ").bind(ctx.tenant);
    sql.push(" and event.seq > ").bind(from).push(" and event.seq <= ").bind(to);
    sql.push(" and (event.kind in ('contact_added', 'contact_edited') or (");
    visibility::visible(&mut sql, ctx);
    sight::or_left(&mut sql, ctx);
    sql.push("))\norder by event.seq");
    sql
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    seq: i64,
    kind: String,
    at: Time,
    version: Option<i64>,
    ticket_id: Option<TicketId>,
    number: Option<i64>,
    contact: Option<String>,
    seen: Option<bool>,
    actor_id: Option<PersonId>,
    actor_name: Option<String>,
}

impl ToldRow {
    fn told(self) -> Option<Told> {
        let named = self.ticket_id.zip(self.number);
        if named.is_some() && self.seen != Some(true) {
            let ticket = named.map(|(id, number)| (id, number, None));
            let (seq, at) = (self.seq, self.at);
            return Some(Told { seq, topic: None, at, ticket, contact: None, actor: None });
        }
        Some(Told {
            seq: self.seq,
            topic: Some(Topic::of_kind(&self.kind)?),
            at: self.at,
            ticket: named.map(|(id, number)| (id, number, self.version)),
            contact: self.contact.and_then(|id| id.parse().ok()),
            actor: self.actor_id.zip(self.actor_name).map(|(id, name)| Who { id, name }),
        })
    }
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

/// Ends where the condition follows under which the ticket is seen.
const BETWEEN: &str = "
    select event.seq, event.kind, event.at, event.version, event.ticket_id, ticket.number,
           event.payload ->> 'contact' as contact, event.actor_id, event.actor_name, (";

const FROM_ALL: &str = ") as seen
    from event
    left join ticket on ticket.tenant_id = event.tenant_id and ticket.id = event.ticket_id";
