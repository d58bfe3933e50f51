//! What happened to a ticket, read from the log.

use model::{PersonId, TicketId, Time, event::Event, person::Who, ticket::Entry};
use sqlx::types::Json;

use crate::{
    Ctx,
    db::{DbError, Tx},
};

/// Everything that happened after the ticket had this version, oldest first; replies without their texts.
pub(crate) async fn since(
    tx: &mut Tx,
    ctx: &Ctx,
    ticket: TicketId,
    version: i64,
) -> Result<Vec<Entry>, DbError> {
    let rows: Vec<Row> = tx.all(SINCE, (ctx.tenant, ticket, version)).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: Time,
    actor_id: Option<PersonId>,
    actor_name: Option<String>,
    payload: Json<Event>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let actor = row.actor_id.zip(row.actor_name).map(|(id, name)| Who { id, name });
        Self { seq: row.seq, at: row.at, actor, event: row.payload.0, reply: None }
    }
}

const SINCE: &str = "
    select seq, at, actor_id, actor_name, payload
    from event
    where tenant_id = $1 and ticket_id = $2 and coalesce(version, 0) > $3
    order by seq";
