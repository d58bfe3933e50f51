//! Writing down, in the transaction of an event, who must be told of it.

use model::{
    DeliveryId, TenantId, TicketId, Time, WebhookId, event::Event, person::Who, topic::Topic,
    webhook::DeliveryState,
};
use serde_json::{Value, json};

use super::{Task, queue};
use crate::{
    Desk,
    db::{DbError, Sql, Tx},
};

/// Who listens, and what the messages to them say of the ticket.
pub(crate) struct Told {
    listeners: Vec<(WebhookId, Vec<Topic>)>,
    ticket: Value,
}

/// What happened, as far as messages tell it.
pub(crate) struct News<'a> {
    pub seq: i64,
    pub event: &'a Event,
    pub who: Option<&'a Who>,
    pub at: Time,
}

/// Who listens to any of the events; asked before the log is held. None of them is removed before the commit.
pub(crate) async fn listening(
    tx: &mut Tx,
    tenant: TenantId,
    ticket: Option<TicketId>,
    events: &[Event],
) -> Result<Option<Told>, DbError> {
    let topics: Vec<Topic> = events.iter().filter_map(Topic::of).collect();
    if topics.is_empty() {
        return Ok(None);
    }
    let mut sql = Sql::new(tx.dialect(), LISTENERS);
    sql.bind(tenant).push(tx.dialect().kept());
    let rows: Vec<(WebhookId, String)> = tx.all_built(sql).await?;
    let rows = rows.into_iter().map(|(id, written)| (id, super::keeping::read(&written)));
    let listeners: Vec<_> =
        rows.filter(|(_, wanted)| topics.iter().any(|topic| wanted.contains(topic))).collect();
    if listeners.is_empty() {
        return Ok(None);
    }
    let of_ticket: Option<(i64, i64)> = match ticket {
        Some(id) => tx.optional(TICKET, (tenant, id)).await?,
        None => None,
    };
    let ticket = ticket.zip(of_ticket);
    let ticket =
        ticket.map(|(id, (number, version))| json!({ "id": id, "number": number, "version": version }));
    Ok(Some(Told { listeners, ticket: ticket.unwrap_or(Value::Null) }))
}

/// Writes one message for each listener and queues its first attempt.
pub(crate) async fn tell(
    tx: &mut Tx,
    desk: &Desk,
    tenant: TenantId,
    told: &Told,
    news: &News<'_>,
) -> Result<(), DbError> {
    let Some(topic) = Topic::of(news.event) else { return Ok(()) };
    let listeners = told.listeners.iter().filter(|(_, wanted)| wanted.contains(&topic));
    for (webhook, _) in listeners {
        write(tx, desk, tenant, *webhook, topic.code(), &body(topic, told, news)).await?;
    }
    Ok(())
}

/// Writes a message down and queues its first attempt.
pub(super) async fn write(
    tx: &mut Tx,
    desk: &Desk,
    tenant: TenantId,
    webhook: WebhookId,
    topic: &str,
    body: &Value,
) -> Result<DeliveryId, DbError> {
    let (id, now) = (DeliveryId(desk.new_id()), desk.clock.now());
    let row = (tenant, id, webhook, topic, body.to_string(), DeliveryState::Waiting, now);
    tx.execute_one(WRITE, row).await?;
    queue(tx, desk, tenant, Task { delivery: id, attempt: 0 }, now).await?;
    Ok(id)
}

/// Ids, number and version; everything else is fetched within the rights of whoever fetches it.
fn body(topic: Topic, told: &Told, news: &News<'_>) -> Value {
    let mut data = json!({ "event": news.seq, "actor": news.who.map(|who| json!({ "id": who.id })) });
    match news.event {
        Event::ContactAdded { contact, .. } => data["contact"] = json!({ "id": contact }),
        Event::ContactEdited { contact, .. } => data["contact"] = json!({ "id": contact }),
        _ => data["ticket"] = told.ticket.clone(),
    }
    message(topic.code(), news.at, &data)
}

/// A message as Standard Webhooks shapes it.
pub(super) fn message(topic: &str, at: Time, data: &Value) -> Value {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    json!({ "type": topic, "timestamp": at.to_string(), "data": data })
}

/// Ends where the tenant follows.
const LISTENERS: &str = "
    select id, topics
    from webhook
    where off_at is null and tenant_id = ";

const TICKET: &str = "
    select number, version
    from ticket
    where tenant_id = $1 and id = $2";

const WRITE: &str = "
    insert into delivery (tenant_id, id, webhook_id, topic, body, state, attempts, at, created_at)
    values ($1, $2, $3, $4, $5, $6, 0, $7, $7)";
