//! Who the token acts for.

use axum::Json;
use model::{
    policy::{Role, Scope},
    token::Grant,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    gate::{AnyToken, By},
    instant::written,
    problem::Trouble,
};

/// The person behind the token, and what the token may be used for.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// The person.
    id: Uuid,
    /// Their name.
    name: String,
    /// Their account.
    email: String,
    /// What they may do.
    role: Role,
    /// Whose tickets they see.
    scope: Scope,
    /// The organisation's name.
    tenant: String,
    /// The organisation's time zone.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// What the token may be used for.
    grants: Vec<Grant>,
    /// When the token stops working.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// Who am I
///
/// The person whom the token acts for, and what it may be used for. Any token may ask.
#[utoipa::path(get, path = "/me", tag = "me", operation_id = "get_me", security(("token" = [])),
    responses((status = 200, description = "The person and the token", body = Me)))]
pub async fn me(by: By<AnyToken>) -> Result<Json<Me>, Trouble> {
    let bearer = by.bearer;
    let me = bearer.ctx.me;
    Ok(Json(Me {
        id: me.who.id.0,
        name: me.who.name,
        email: me.email,
        role: me.role,
        scope: me.scope,
        tenant: me.tenant,
        zone: me.zone,
        grants: bearer.grants,
        expires_at: written(bearer.expires_at),
    }))
}
