//! What the overview asks of the server.

use leptos::prelude::*;
use model::overview::Overview;
use ui::Fault;

/// Counters and distributions.
#[server(prefix = "/api", endpoint = "ticket_overview")]
pub async fn load_overview() -> Result<Overview, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::overview::overview(&ctx).await?)
}
