//! What the lists that forms pick from ask of the server.

use leptos::prelude::*;
use model::organisation::{Department, Tag, TicketType};
use ui::Fault;

/// 部门.
#[server(prefix = "/api", endpoint = "departments")]
pub async fn departments() -> Result<Vec<Department>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::departments(&ctx).await?)
}

/// Adds a department.
#[server(prefix = "/api", endpoint = "add_department")]
pub async fn add_department(#[server(default)] name: String) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::add_department(&ctx, &model::organisation::NameForm { name }).await?)
}

/// 工单类型.
#[server(prefix = "/api", endpoint = "types")]
pub async fn types() -> Result<Vec<TicketType>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::types(&ctx).await?)
}

/// Adds a ticket type.
#[server(prefix = "/api", endpoint = "add_type")]
pub async fn add_type(#[server(default)] name: String) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::add_type(&ctx, &model::organisation::NameForm { name }).await?)
}

/// 标签.
#[server(prefix = "/api", endpoint = "tags")]
pub async fn tags() -> Result<Vec<Tag>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::tags(&ctx).await?)
}

/// Adds a tag.
#[server(prefix = "/api", endpoint = "add_tag")]
pub async fn add_tag(
    #[server(default)] name: String,
    #[server(default)] colour: String,
) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::organisation::add_tag(&ctx, &model::organisation::TagForm { name, colour }).await?)
}
