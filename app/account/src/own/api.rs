//! What one's own account asks of the server.

use leptos::prelude::*;
use model::{SessionId, person::SessionRow};
use ui::Fault;

/// Where this person is signed in.
#[server(prefix = "/api", endpoint = "own_sessions")]
pub async fn own_sessions() -> Result<Vec<SessionRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::sessions(&ctx).await?)
}

/// Signs one browser out.
#[server(prefix = "/api", endpoint = "revoke_session")]
pub async fn revoke_session(session: SessionId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::revoke(&ctx, session).await?)
}

/// 退出登录 in this browser.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), Fault> {
    if let Ok(ctx) = session::ctx().await {
        desk::access::sign_out(&ctx).await?;
    }
    session::cookie::clear();
    session::send_form_to(&model::Route::SignIn.href());
    Ok(())
}

/// 修改密码.
#[server(prefix = "/api", endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current: String,
    #[server(default)] password: String,
) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::change_password(&ctx, &model::person::ChangePassword { current, password }).await?)
}
