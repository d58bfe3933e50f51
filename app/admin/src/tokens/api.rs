//! What the list of everybody's tokens asks of the server.

use leptos::prelude::*;
use model::{TokenId, token::TokenRow};
use ui::Fault;

/// Everybody's tokens.
#[server(prefix = "/api", endpoint = "all_tokens")]
pub async fn all_tokens() -> Result<Vec<TokenRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::token::all(&ctx).await?)
}

/// Ends a colleague's token.
#[server(prefix = "/api", endpoint = "end_token")]
pub async fn end_token(token: TokenId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::token::revoke(&ctx, token).await?)
}
