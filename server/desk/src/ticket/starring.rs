//! 关注: a mark that only its owner sees. It changes nothing of the ticket, not even its version.

use model::{Result, policy::Right};

use super::{moving, visibility};
use crate::Ctx;

/// Follows a ticket or stops following it.
pub async fn star(ctx: &Ctx, number: i64, starred: bool) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    let ticket = visibility::find(&mut tx, ctx, number).await?;
    moving::authorize(ctx, &ticket, Right::Star)?;
    if starred {
        tx.execute(STAR, (ctx.tenant, ctx.actor_id(), ticket.id, ctx.now())).await?;
    } else {
        tx.execute(UNSTAR, (ctx.tenant, ctx.actor_id(), ticket.id)).await?;
    }
    Ok(tx.commit().await?)
}

const STAR: &str = "
    insert into star (tenant_id, person_id, ticket_id, created_at)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, person_id, ticket_id) do nothing";

const UNSTAR: &str = "
    delete from star
    where tenant_id = $1 and person_id = $2 and ticket_id = $3";
