//! What the lists ask of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::ticket::{TicketFilter, TicketPage, ViewCounts};
use ui::Fault;

/// One page of a list.
#[server(prefix = "/api", endpoint = "list_tickets", input = Json)]
pub async fn list_tickets(
    /// Which list, narrowed how.
    filter: TicketFilter,
) -> Result<TicketPage, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::ticket::list(&ctx, &filter).await?)
}

/// How many tickets stand in each list.
#[server(prefix = "/api", endpoint = "count_tickets")]
pub async fn count_tickets() -> Result<ViewCounts, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::ticket::counts(&ctx).await?)
}
