//! What the pages of the webhooks ask of the server.

use leptos::prelude::*;
use model::{
    DeliveryId, WebhookId,
    webhook::{AddedWebhook, DeliveryPage, WebhookForm, WebhookRow},
};
use ui::Fault;

/// All webhooks.
#[server(prefix = "/api", endpoint = "webhooks")]
pub async fn webhooks() -> Result<Vec<WebhookRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::list(&ctx).await?)
}

/// One webhook.
#[server(prefix = "/api", endpoint = "webhook")]
pub async fn webhook(webhook: WebhookId) -> Result<WebhookRow, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::find(&ctx, webhook).await?)
}

/// Adds a webhook and answers its secret, which is shown this once.
#[server(prefix = "/api", endpoint = "add_webhook")]
pub async fn add_webhook(form: WebhookForm) -> Result<AddedWebhook, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::add(&ctx, &form).await?)
}

/// Changes name, address and topics.
#[server(prefix = "/api", endpoint = "edit_webhook")]
pub async fn edit_webhook(webhook: WebhookId, form: WebhookForm) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::edit(&ctx, webhook, &form).await?)
}

/// Switches it on or off.
#[server(prefix = "/api", endpoint = "switch_webhook")]
pub async fn switch_webhook(webhook: WebhookId, on: bool) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::switch(&ctx, webhook, on).await?)
}

/// Gives it another secret and answers it.
#[server(prefix = "/api", endpoint = "rotate_webhook")]
pub async fn rotate_webhook(webhook: WebhookId) -> Result<String, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::rotate(&ctx, webhook).await?)
}

/// Removes it with its log.
#[server(prefix = "/api", endpoint = "remove_webhook")]
pub async fn remove_webhook(webhook: WebhookId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::remove(&ctx, webhook).await?)
}

/// Sends a message that tells of nothing.
#[server(prefix = "/api", endpoint = "ping_webhook")]
pub async fn ping_webhook(webhook: WebhookId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::ping(&ctx, webhook).await?)
}

/// A part of its log.
#[server(prefix = "/api", endpoint = "webhook_deliveries", input = leptos::server_fn::codec::Json)]
pub async fn deliveries(webhook: WebhookId, before: Option<DeliveryId>) -> Result<DeliveryPage, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::deliveries(&ctx, webhook, before).await?)
}

/// Sends a message again.
#[server(prefix = "/api", endpoint = "resend_delivery")]
pub async fn resend_delivery(delivery: DeliveryId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::webhook::resend(&ctx, delivery).await?)
}
