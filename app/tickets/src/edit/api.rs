//! 编辑.

use leptos::prelude::*;
use model::ticket::TicketForm;
use ui::Fault;

/// Saves an edited ticket.
#[server(prefix = "/api", endpoint = "edit_ticket")]
pub async fn edit(number: i64, form: TicketForm) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::ticket::edit(&ctx, number, &form).await?;
    session::send_form_to(&model::Route::Ticket(number).href());
    Ok(())
}
