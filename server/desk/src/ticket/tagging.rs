//! The tags on a ticket.

use model::{TagId, TicketId, organisation::Tag};

use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// The ticket's tags by name.
pub(crate) async fn of(tx: &mut Tx, ctx: &Ctx, ticket: TicketId) -> Result<Vec<Tag>, DbError> {
    tx.all(OF, (ctx.tenant, ticket)).await
}

/// Puts tags on a ticket that has none of them.
pub(crate) async fn put(tx: &mut Tx, ctx: &Ctx, ticket: TicketId, tags: &[TagId]) -> Result<(), DbError> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(tx.dialect(), "insert into ticket_tag (tenant_id, ticket_id, tag_id)");
    for (nth, &tag) in tags.iter().enumerate() {
        sql.push(if nth == 0 { "\nvalues (" } else { ", (" }).bind(ctx.tenant);
        sql.push(", ").bind(ticket).push(", ").bind(tag).push(")");
    }
    tx.execute_built(sql).await.map(|_| ())
}

/// Makes these the ticket's tags.
pub(crate) async fn replace(tx: &mut Tx, ctx: &Ctx, ticket: TicketId, tags: &[TagId]) -> Result<(), DbError> {
    tx.execute(TAKE_OFF, (ctx.tenant, ticket)).await?;
    put(tx, ctx, ticket, tags).await
}

const OF: &str = "
    select tag.id, tag.name, tag.colour
    from ticket_tag
    join tag on tag.tenant_id = ticket_tag.tenant_id and tag.id = ticket_tag.tag_id
    where ticket_tag.tenant_id = $1 and ticket_tag.ticket_id = $2
    order by tag.name, tag.id";

const TAKE_OFF: &str = "
    delete from ticket_tag
    where tenant_id = $1 and ticket_id = $2";
