//! 创建工单.

use model::{
    Error, Result, TicketId,
    event::Event,
    flow::{self, Action, Flow, Preset, Standing},
    policy::{Actor, Relation},
    ticket::{NewTicket, Status, TicketForm},
};

use super::{
    choosing::{self, Chosen},
    cleaning, moving,
    once::{Claim, Once},
    tagging,
    tally::{self, Counted},
};
use crate::{
    Ctx, attachment, counter,
    db::{DbError, Tx},
    event,
};

/// The counter that numbers tickets.
const COUNTER: &str = "ticket";

/// Registers a ticket and answers its number. A form that is sent again answers the number it was given first.
pub async fn register(ctx: &Ctx, form: &TicketForm) -> Result<i64> {
    let once = Once::ticket(("register", 0), form)?;
    let new = checked(form)?;
    let mut tx = ctx.desk.db.write().await?;
    match once.claim(&mut tx, ctx).await? {
        Claim::First => {}
        Claim::Answered(number) => return Ok(number),
        Claim::Changed(number) => return Err(Error::Registered { number }),
    }
    let registered = put(&mut tx, ctx, &new).await?;
    let number = registered.number;
    once.answer(&mut tx, ctx, number).await?;
    settle(&mut tx, ctx, vec![registered]).await?;
    tx.commit().await?;
    Ok(number)
}

/// A ticket that is written but neither counted nor in the log.
pub(crate) struct Registered {
    ticket: TicketId,
    number: i64,
    counted: Counted,
    events: Vec<Event>,
}

/// Checks the form, as far as that goes without looking anything up.
pub(crate) fn checked(form: &TicketForm) -> Result<NewTicket> {
    let mut new = form.parse()?;
    new.content = cleaning::required(&new.content)?;
    Ok(new)
}

/// Writes the ticket; [`settle`] must follow in the same transaction.
pub(crate) async fn put(tx: &mut Tx, ctx: &Ctx, new: &NewTicket) -> Result<Registered> {
    let chosen = choosing::choose(tx, ctx, new, None).await?;
    let flow = Preset::default().flow();
    let events = decide(ctx, &flow, new, &chosen)?;
    let ticket = TicketId(ctx.desk.new_id());
    let number = counter::take(tx, ctx.tenant, COUNTER, 1).await?;
    insert(tx, ctx, (ticket, number), new, &chosen, &flow, &events).await?;
    tagging::put(tx, ctx, ticket, &new.tags).await?;
    attachment::bind(tx, ctx, &new.attachments, &new.content, ticket, None).await?;
    let counted =
        Counted { creator: ctx.actor_id(), handler: new.handler, type_id: new.type_id, status: new.status };
    Ok(Registered { ticket, number, counted, events })
}

/// Counts and records what was put. It comes last and once for all, so that several tickets take the counters and the
/// log in the order in which everybody takes them.
pub(crate) async fn settle(tx: &mut Tx, ctx: &Ctx, registered: Vec<Registered>) -> Result<()> {
    tally::add(tx, ctx.tenant, registered.iter().map(|one| &one.counted)).await?;
    for Registered { ticket, events, .. } in registered {
        event::record_all(tx, ctx, Some(ticket), events).await?;
    }
    Ok(())
}

fn decide(ctx: &Ctx, flow: &Flow, new: &NewTicket, chosen: &Chosen) -> Result<Vec<Event>> {
    let relations = vec![Relation::Creator, Relation::Colleague];
    let actor = Actor { id: ctx.actor_id(), role: ctx.me.role, relations };
    let action = Action::Register { status: new.status, handler: chosen.handler.clone() };
    flow::step(flow, &Standing::new(flow), &action, &actor).map_err(moving::refused)
}

async fn insert(
    tx: &mut Tx,
    ctx: &Ctx,
    (ticket, number): (TicketId, i64),
    new: &NewTicket,
    chosen: &Chosen,
    flow: &Flow,
    events: &[Event],
) -> Result<(), DbError> {
    let mut standing = Standing::new(flow);
    events.iter().for_each(|event| standing.apply(event));
    let status = flow.status(&standing);
    let (me, now) = (ctx.actor_id(), ctx.now());
    let closed_at = (status == Status::Closed).then_some(now);
    let binds = (
        ctx.tenant,
        ticket,
        number,
        cleaning::line(&new.title),
        new.content.as_str(),
        new.type_id,
        new.priority,
        flow.preset,
        flow.version,
        standing.node,
        standing.reply_state,
        status,
        me,
        chosen.initiator.id,
        new.handler,
        new.department,
        new.contact,
        now,
        closed_at,
    );
    tx.execute_one(INSERT, binds).await
}

const INSERT: &str = "
    insert into ticket (tenant_id, id, number, version, title, content, type_id, priority, flow, flow_version,
                        node, reply_state, status, creator_id, initiator_id, assignee_id, handler_id,
                        department_id, contact_id, created_at, updated_at, closed_at)
    values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9,
            $10, $11, $12, $13, $14, $15, $15,
            $16, $17, $18, $18, $19)";
