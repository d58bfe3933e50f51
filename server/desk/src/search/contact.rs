//! A contact's words stand on every ticket about them, and follow when the contact is edited.

use futures_util::{FutureExt, future::BoxFuture};
use model::{ContactId, TenantId};
use serde_json::{Value, json};

use super::slice::slice;
use crate::{
    Desk,
    db::{DbError, Tx},
    job::{self, NewJob},
};

/// The kind of job that goes on where one transaction would take too long.
pub(crate) const REFRESH_CONTACT: &str = "refresh_contact_search";

/// Brings up to date what the index holds of the contact's newest tickets; a job does the others.
pub(crate) async fn refresh_contact(
    tx: &mut Tx,
    desk: &Desk,
    tenant: TenantId,
    contact: ContactId,
) -> Result<(), DbError> {
    let Some(below) = slice(tx, tenant, Some(contact), i64::MAX).await? else { return Ok(()) };
    let payload = json!({ "contact": contact, "below": below });
    let job = NewJob { kind: REFRESH_CONTACT, payload, run_at: desk.clock.now() };
    job::enqueue(tx, desk, tenant, job).await.map(drop)
}

/// Does the rest.
pub(crate) fn refresh_contact_job<'a>(
    desk: &'a Desk,
    tenant: TenantId,
    payload: &'a Value,
) -> BoxFuture<'a, anyhow::Result<()>> {
    async move {
        let contact: ContactId = serde_json::from_value(payload["contact"].clone())?;
        let mut below = payload["below"].as_i64();
        while let Some(number) = below {
            let mut tx = desk.db.write().await?;
            below = slice(&mut tx, tenant, Some(contact), number).await?;
            tx.commit().await?;
        }
        Ok(())
    }
    .boxed()
}
