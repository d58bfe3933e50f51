//! 关注.

use leptos::prelude::*;
use ui::Fault;

/// Follows a ticket or stops following it; answers what holds now.
#[server(prefix = "/api", endpoint = "star_ticket")]
pub async fn star(number: i64, starred: bool) -> Result<bool, Fault> {
    let ctx = session::ctx().await?;
    desk::ticket::star(&ctx, number, starred).await?;
    Ok(starred)
}
