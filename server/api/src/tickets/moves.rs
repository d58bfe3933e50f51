//! Who has a ticket on their desk, and who follows it.

use axum::{http::StatusCode, response::Response};
use desk::ticket;
use futures_util::FutureExt;
use model::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{at, now, shape::Ticket};
use crate::{
    extract::{Body, IfMatch, Named},
    gate::{By, WriteTickets},
    params::{Conditional, OfTicket},
    problem::Trouble,
};

/// Who shall handle a ticket.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The person; `null` puts it back into the pool.
    handler_id: Option<Uuid>,
}

/// The version that is taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Taking {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
}

/// Assign a ticket
///
/// Hands it to somebody, or back into the pool.
#[utoipa::path(post, path = "/tickets/{number}/assign", tag = "tickets", operation_id = "assign_ticket",
    security(("token" = ["tickets:write"])), request_body = Assignment,
    params(OfTicket, Conditional),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn assign(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Body(wish): Body<Assignment>,
) -> Result<Response, Trouble> {
    hand(&by, number, (seen, wish.version), wish.handler_id.map(PersonId)).await
}

/// Take a ticket
///
/// Puts it on the desk of the person behind the token.
#[utoipa::path(post, path = "/tickets/{number}/take", tag = "tickets", operation_id = "take_ticket",
    security(("token" = ["tickets:write"])), request_body = Taking,
    params(OfTicket, Conditional),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn take(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Body(wish): Body<Taking>,
) -> Result<Response, Trouble> {
    let me = by.ctx().actor_id();
    hand(&by, number, (seen, wish.version), Some(me)).await
}

async fn hand(
    by: &By<WriteTickets>,
    number: i64,
    (seen, version): (IfMatch, Option<i64>),
    to: Option<PersonId>,
) -> Result<Response, Trouble> {
    let ctx = by.ctx();
    let seen = seen.or(version)?;
    at(by, number, seen, |version| ticket::assign(ctx, number, to, version).boxed()).await?;
    now(by, number).await
}

/// Follow a ticket
///
/// The mark is personal and changes nothing of the ticket.
#[utoipa::path(put, path = "/tickets/{number}/star", tag = "tickets", operation_id = "star_ticket",
    security(("token" = ["tickets:write"])), params(OfTicket),
    responses((status = 204, description = "It is followed")))]
pub async fn star(by: By<WriteTickets>, Named(number): Named<i64>) -> Result<StatusCode, Trouble> {
    ticket::star(by.ctx(), number, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Stop following a ticket
#[utoipa::path(delete, path = "/tickets/{number}/star", tag = "tickets", operation_id = "unstar_ticket",
    security(("token" = ["tickets:write"])), params(OfTicket),
    responses((status = 204, description = "It is not followed any more")))]
pub async fn unstar(by: By<WriteTickets>, Named(number): Named<i64>) -> Result<StatusCode, Trouble> {
    ticket::star(by.ctx(), number, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
