//! 删除: the ticket leaves every list and counter; its number is never used again.

use model::{Result, flow::Action, policy::Right};

use super::{conflict, moving, tally, visibility};
use crate::{Ctx, event};

/// Deletes a ticket.
pub async fn delete(ctx: &Ctx, number: i64, version: i64) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    let ticket = visibility::find(&mut tx, ctx, number).await?;
    moving::begin(&mut tx, ctx, &ticket, version, Right::DeleteTicket).await?;
    let decided = moving::decide(ctx, &ticket, &Action::Delete)?;
    if tx.execute(DELETE, (ctx.tenant, ticket.id, ticket.version, ctx.now())).await? == 0 {
        return Err(conflict::since(&mut tx, ctx, number, version).await);
    }
    tally::shift(&mut tx, ctx.tenant, Some(&ticket.counted()), None).await?;
    event::record_all(&mut tx, ctx, Some(ticket.id), decided).await?;
    Ok(tx.commit().await?)
}

const DELETE: &str = "
    update ticket
    set version = version + 1, updated_at = $4, deleted_at = $4
    where tenant_id = $1 and id = $2 and version = $3 and deleted_at is null";
