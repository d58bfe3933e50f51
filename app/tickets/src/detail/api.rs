//! What the page of a ticket asks of the server.

use leptos::prelude::*;
use model::ticket::{ReplyForm, TicketDetail};
use ui::Fault;

/// Everything the page shows.
#[server(prefix = "/api", endpoint = "ticket_detail")]
pub async fn detail(number: i64) -> Result<TicketDetail, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::ticket::detail(&ctx, number).await?)
}

/// 工单回复, perhaps with a status to submit with; `again` makes it 再追问 on a closed ticket, which reopens it.
#[server(prefix = "/api", endpoint = "reply_ticket")]
pub async fn reply(number: i64, #[server(default)] again: bool, form: ReplyForm) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    match again {
        true => desk::ticket::ask_again(&ctx, number, &form).await?,
        false => desk::ticket::reply(&ctx, number, &form).await?,
    }
    Ok(())
}

/// 内部备注.
#[server(prefix = "/api", endpoint = "note_ticket")]
pub async fn note(number: i64, form: ReplyForm) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::ticket::note(&ctx, number, &form).await?;
    Ok(())
}

/// 移交 / 分配; nobody puts it back into the pool.
#[server(prefix = "/api", endpoint = "assign_ticket")]
pub async fn assign(number: i64, #[server(default)] to: String, version: i64) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    let to =
        model::form::choice::<model::PersonId>(&to).map_err(|problem| model::Error::at("to", problem))?;
    desk::ticket::assign(&ctx, number, to, version).await?;
    Ok(())
}

/// 删除.
#[server(prefix = "/api", endpoint = "delete_ticket")]
pub async fn delete(number: i64, version: i64) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::ticket::delete(&ctx, number, version).await?;
    session::send_form_to(&model::Route::Tickets(model::ticket::View::Mine).href());
    Ok(())
}
