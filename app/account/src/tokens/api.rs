//! What one's own tokens ask of the server.

use leptos::prelude::*;
use model::{
    TokenId,
    token::{TokenForm, TokenRow},
};
use ui::Fault;

/// One's own tokens.
#[server(prefix = "/api", endpoint = "own_tokens")]
pub async fn own_tokens() -> Result<Vec<TokenRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::token::own(&ctx).await?)
}

/// Makes a token and answers its secret, which is shown this once.
#[server(prefix = "/api", endpoint = "make_token")]
pub async fn make_token(form: TokenForm) -> Result<String, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::token::make(&ctx, &form).await?)
}

/// Ends one of one's own tokens.
#[server(prefix = "/api", endpoint = "revoke_token")]
pub async fn revoke_token(token: TokenId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::access::token::revoke(&ctx, token).await?)
}
