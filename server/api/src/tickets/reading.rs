//! One ticket.

use desk::ticket;

use super::{read, shape::Ticket};
use crate::{
    extract::Named,
    gate::{By, ReadTickets},
    params::OfTicket,
    problem::Trouble,
};

/// Get a ticket
///
/// A ticket with its whole story. Its `ETag` is the version that writes name in `If-Match`.
#[utoipa::path(get, path = "/tickets/{number}", tag = "tickets", operation_id = "get_ticket",
    security(("token" = ["tickets:read"])), params(OfTicket),
    responses((status = 200, description = "The ticket", body = Ticket,
        headers(("ETag" = String, description = "The version")))))]
pub async fn find(by: By<ReadTickets>, Named(number): Named<i64>) -> Result<Ticket, Trouble> {
    Ok(read(&by, ticket::detail(by.ctx(), number).await?))
}
