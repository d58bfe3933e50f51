//! 创建工单.

use leptos::prelude::*;
use model::ticket::TicketForm;
use ui::Fault;

/// Registers a ticket and answers its number.
#[server(prefix = "/api", endpoint = "register_ticket")]
pub async fn register(form: TicketForm) -> Result<i64, Fault> {
    let ctx = session::ctx().await?;
    let number = desk::ticket::register(&ctx, &form).await?;
    session::send_form_to(&model::Route::TicketFrom(number, model::ticket::View::Mine).href());
    Ok(number)
}
