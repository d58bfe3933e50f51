//! 分配 and 移交: who has the ticket on their desk.

use model::{Error, PersonId, Problem, Result, flow::Action, policy::Right};

use super::{choosing, moving, sight::Sight, tally, visibility};
use crate::{Ctx, event};

/// Hands the ticket to somebody, to oneself, or with `None` back to the pool.
pub async fn assign(ctx: &Ctx, number: i64, to: Option<PersonId>, version: i64) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    let ticket = visibility::find(&mut tx, ctx, number).await?;
    moving::begin(&mut tx, ctx, &ticket, version, Right::Assign).await?;
    let to = match to {
        None => None,
        Some(id) => {
            let who = choosing::colleague(&mut tx, ctx, id).await?;
            Some(who.ok_or_else(|| Error::at("handler", Problem::NotOffered))?)
        }
    };
    let decided = moving::decide(ctx, &ticket, &Action::Assign { to })?;
    let counted = moving::advance(&mut tx, ctx, &ticket, &decided).await?;
    tally::shift(&mut tx, ctx.tenant, Some(&ticket.counted()), Some(&counted)).await?;
    let now = Sight { handler: counted.handler, ..ticket.sight() };
    event::record_leaving(&mut tx, ctx, ticket.id, decided, ticket.sight().left(&now)).await?;
    Ok(tx.commit().await?)
}
