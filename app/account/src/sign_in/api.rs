//! What signing in asks of the server.

use leptos::prelude::*;
use ui::Fault;

/// 登录: gives the browser a session.
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), Fault> {
    let door = session::door().await?;
    let form = model::person::SignIn { email, password, next };
    let opened = desk::access::sign_in(&door, &form).await?;
    session::cookie::set(&opened.token, opened.expires_at);
    session::send_form_to(model::next::local_path(&form.next));
    Ok(())
}
