//! What happened since: for programs that must miss nothing.

use std::{pin::pin, time::Duration};

use axum::{Json, extract::State};
use desk::{event, live::Stir};
use model::{TenantId, topic::Topic};
use serde::{Deserialize, Serialize};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::sleep,
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    Shared,
    extract::Params,
    gate::{By, ReadEvents},
    instant::written,
    problem::Trouble,
    tickets::shape::Person,
};

const LIMIT: u16 = 100;

/// From where, and how many.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// The number of the last event that is known; 0 from the beginning.
    #[serde(default)]
    #[param(minimum = 0)]
    after: i64,
    /// The most events of one answer.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
    /// How many seconds to wait when nothing has happened yet.
    #[param(minimum = 0, maximum = 25)]
    wait: Option<u8>,
}

/// A page of events.
#[derive(Serialize, ToSchema)]
pub struct EventList {
    /// The events, the oldest first.
    items: Vec<Event>,
    /// The number to ask after next.
    next: i64,
    /// Whether there is more to ask for at once.
    more: bool,
}

/// Something that happened to a ticket or a contact.
#[derive(Serialize, ToSchema)]
pub struct Event {
    /// Its number in the log; numbers have no gaps, but some events are not for everybody.
    id: i64,
    /// What happened.
    #[serde(rename = "type")]
    topic: Happening,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// The ticket it happened to.
    ticket: Option<EventTicket>,
    /// The contact it happened to.
    contact: Option<EventContact>,
    /// Who did it; nobody when the desk did.
    actor: Option<Person>,
}

/// What happened, as far as it may be told.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum Happening {
    /// Something to a ticket or contact within sight.
    Topic(Topic),
    /// A change that took a ticket out of sight.
    Left(Leaving),
}

/// A ticket has gone out of the data scope of the person behind the token; nothing else is told of it.
#[derive(Serialize, ToSchema)]
pub enum Leaving {
    /// The ticket is not seen any more.
    #[serde(rename = "ticket.left")]
    TicketLeft,
}

/// The ticket that something happened to.
#[derive(Serialize, ToSchema)]
pub struct EventTicket {
    /// The ticket.
    id: Uuid,
    /// Its number, by which it is fetched.
    number: i64,
    /// Its version after the event.
    version: Option<i64>,
}

/// The contact that something happened to.
#[derive(Serialize, ToSchema)]
pub struct EventContact {
    /// The contact.
    id: Uuid,
}

impl From<event::Told> for Event {
    fn from(told: event::Told) -> Self {
        Self {
            id: told.seq,
            topic: told.topic.map_or(Happening::Left(Leaving::TicketLeft), Happening::Topic),
            at: written(told.at),
            ticket: told.ticket.map(|(id, number, version)| EventTicket { id: id.0, number, version }),
            contact: told.contact.map(|id| EventContact { id: id.0 }),
            actor: told.actor.map(Person::from),
        }
    }
}

/// List events
///
/// What happened after a number, to tickets within the data scope of the person behind the token and to contacts. Ids and
/// versions only; the rest is fetched. Of a ticket that a change took out of that scope nothing is told but
/// `ticket.left`. With `wait` the answer comes as soon as something happens.
#[utoipa::path(get, path = "/events", tag = "events", operation_id = "list_events",
    security(("token" = ["events:read"])), params(EventQuery),
    responses((status = 200, description = "What happened", body = EventList)))]
pub async fn list(
    State(shared): State<Shared>,
    by: By<ReadEvents>,
    Params(query): Params<EventQuery>,
) -> Result<Json<EventList>, Trouble> {
    let range = |limit: u16| (1..=500).contains(&limit);
    let limit = query.limit.unwrap_or(LIMIT);
    let wait = query.wait.unwrap_or_default();
    if query.after < 0 || !range(limit) || wait > 25 {
        return Err(Trouble::NotUnderstood("after ≥ 0, 1 ≤ limit ≤ 500, 0 ≤ wait ≤ 25".to_owned()));
    }
    let mut stirs = shared.desk.live.subscribe();
    if wait > 0 {
        // Whoever was switched off just before stirs nothing any more.
        by.shown.bear(&shared).await?;
    }
    let mut page = event::page(by.ctx(), query.after, limit.into()).await?;
    let mut end = pin!(sleep(Duration::from_secs(wait.into())));
    while wait > 0 && page.1.is_empty() && !page.2 {
        tokio::select! {
            () = &mut end => break,
            () = moved(&mut stirs, by.ctx().tenant) => {}
        }
        let bearer = by.shown.bear(&shared).await?;
        page = event::page(&bearer.ctx, page.0, limit.into()).await?;
    }
    let (next, told, more) = page;
    Ok(Json(EventList { items: told.into_iter().map(Event::from).collect(), next, more }))
}

/// Returns when the log of the tenant may have grown.
async fn moved(stirs: &mut Receiver<Stir>, tenant: TenantId) {
    loop {
        match stirs.recv().await {
            Ok(Stir::Moved(moved)) if moved == tenant => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
