//! How a decision of the flow becomes the ticket's new standing.

use model::{
    Error, Result,
    event::Event,
    flow::{self, Action, Refusal, Standing},
    policy::Right,
    ticket::Status,
};

use super::{conflict, row::Ticket, tally::Counted};
use crate::{Ctx, db::Tx};

/// Makes sure that the person has the present version before them, and the right. Who is late is shown what
/// changed first: it may be what took the right or the possibility away.
pub(crate) async fn begin(tx: &mut Tx, ctx: &Ctx, ticket: &Ticket, version: i64, right: Right) -> Result<()> {
    if version != ticket.version {
        return Err(conflict::since(tx, ctx, ticket.number, version).await);
    }
    authorize(ctx, ticket, right)
}

/// Refuses whoever holds the right in none of their relations to the ticket.
pub(crate) fn authorize(ctx: &Ctx, ticket: &Ticket, right: Right) -> Result<()> {
    if ticket.actor(ctx).may(right) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Asks the flow what the action leads to.
pub(crate) fn decide(ctx: &Ctx, ticket: &Ticket, action: &Action) -> Result<Vec<Event>> {
    flow::step(&ticket.flow(), &ticket.standing(), action, &ticket.actor(ctx)).map_err(refused)
}

/// A right that is missing is one thing, a ticket that stands elsewhere another.
pub(crate) fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotYours => Error::Forbidden,
        Refusal::Closed | Refusal::NotClosed | Refusal::Deleted | Refusal::SameHandler => refusal.into(),
    }
}

/// Writes what the events lead to, under the next version, and tells how the ticket is counted from now on.
pub(crate) async fn advance(tx: &mut Tx, ctx: &Ctx, ticket: &Ticket, events: &[Event]) -> Result<Counted> {
    let mut standing = ticket.standing();
    events.iter().for_each(|event| standing.apply(event));
    let status = ticket.flow().status(&standing);
    let closed_at = match status {
        Status::Closed => ticket.closed_at.or_else(|| Some(ctx.now())),
        Status::Untouched | Status::Replied | Status::AskedAgain => None,
    };
    let handler = standing.handler.as_ref().map(|who| who.id);
    let Standing { node, reply_state, .. } = standing;
    let now = ctx.now();
    let binds = (ctx.tenant, ticket.id, ticket.version, node, reply_state, status, handler, now, closed_at);
    if tx.execute(ADVANCE, binds).await? == 0 {
        return Err(conflict::since(tx, ctx, ticket.number, ticket.version).await);
    }
    Ok(Counted { handler, status, ..ticket.counted() })
}

const ADVANCE: &str = "
    update ticket
    set version = version + 1, node = $4, reply_state = $5, status = $6, handler_id = $7,
        updated_at = $8, closed_at = $9
    where tenant_id = $1 and id = $2 and version = $3 and deleted_at is null";
