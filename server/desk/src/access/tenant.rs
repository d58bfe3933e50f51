//! Whose door it is.

use model::{Error, Result, TenantId};

use super::default_tenant;
use crate::Desk;

/// The tenant of whoever has not signed in: the oldest, which the first start makes.
pub async fn tenant(desk: &Desk) -> Result<TenantId> {
    let mut tx = desk.db.read().await?;
    default_tenant(&mut tx).await?.ok_or(Error::Unavailable)
}
