//! What a one-time link asks of the server.

use leptos::prelude::*;
use model::person::Welcome;
use ui::Fault;

/// What the link will do.
#[server(prefix = "/api", endpoint = "open_link")]
pub async fn open_link(token: String) -> Result<Welcome, Fault> {
    let door = session::door().await?;
    Ok(desk::access::welcome(&door, &token).await?)
}

/// Makes the account and signs its owner in.
#[server(prefix = "/api", endpoint = "set_up")]
pub async fn set_up(
    token: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
) -> Result<(), Fault> {
    let door = session::door().await?;
    let opened = desk::access::set_up(&door, &model::person::SetUp { token, name, email, password }).await?;
    session::cookie::set(&opened.token, opened.expires_at);
    session::send_form_to(&model::Route::Overview.href());
    Ok(())
}
