//! Two people, one ticket: what the second one is told.

use model::{
    Conflict, Error, Result,
    event::Event,
    person::Who,
    ticket::{Change, Field, Status},
};

use super::{log, row::Ticket, visibility};
use crate::{Ctx, db::Tx};

/// The error for somebody who began with `version` of a ticket that has moved on since.
pub(crate) async fn since(tx: &mut Tx, ctx: &Ctx, number: i64, version: i64) -> Error {
    match read(tx, ctx, number, version).await {
        Ok(conflict) => Error::Conflict(Box::new(conflict)),
        Err(error) => error,
    }
}

async fn read(tx: &mut Tx, ctx: &Ctx, number: i64, version: i64) -> Result<Conflict> {
    let ticket: Ticket = visibility::find(tx, ctx, number).await?;
    let entries = log::since(tx, ctx, ticket.id, version).await?;
    let last = entries.last();
    Ok(Conflict {
        version: ticket.version,
        by: last.and_then(|entry| entry.actor.clone()),
        at: last.map_or(ticket.updated_at, |entry| entry.at),
        changes: merge(entries.into_iter().flat_map(|entry| changes(entry.event))),
    })
}

/// What an event changed, as lines of 变更记录.
fn changes(event: Event) -> Vec<Change> {
    let status = |status: Status| Some(status.code().to_owned());
    let name = |who: Option<Who>| who.map(|who| who.name);
    match event {
        Event::TicketEdited { changes } => changes,
        Event::StatusChanged { from, to } => {
            vec![Change { field: Field::Status, old: status(from), new: status(to) }]
        }
        Event::Assigned { from, to } => {
            vec![Change { field: Field::Handler, old: name(from), new: name(to) }]
        }
        Event::TicketRegistered { .. }
        | Event::NodeEntered { .. }
        | Event::Replied { .. }
        | Event::Noted { .. }
        | Event::TicketDeleted
        | Event::ContactAdded { .. }
        | Event::ReferenceAdded { .. }
        | Event::PersonInvited { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::PersonJoined { .. }
        | Event::PasswordChanged { .. }
        | Event::PersonDisabled { .. }
        | Event::PersonEnabled { .. }
        | Event::Imported { .. }
        | Event::Exported { .. }
        | Event::ContactEdited { .. }
        | Event::TokenMade { .. }
        | Event::TokenRevoked { .. }
        | Event::WebhookKept { .. } => Vec::new(),
    }
}

/// One line a field, from the oldest value to the newest; what came back to where it was is left out.
fn merge(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    let mut merged = Vec::<Change>::new();
    for change in changes {
        match merged.iter_mut().find(|earlier| earlier.field == change.field) {
            Some(earlier) => earlier.new = change.new,
            None => merged.push(change),
        }
    }
    merged.retain(|change| change.field == Field::Content || change.old != change.new);
    merged
}
