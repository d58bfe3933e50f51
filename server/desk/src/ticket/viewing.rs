//! Whether a person may see a ticket at all, asked before they are shown to others as looking at it.

use model::{Result, TicketId};

use super::visibility;
use crate::{Ctx, db::Sql};

/// Whether the ticket exists and lies in the person's data scope.
pub async fn visible(ctx: &Ctx, ticket: TicketId) -> Result<bool> {
    let mut tx = ctx.desk.db.read().await?;
    let mut sql = Sql::new(tx.dialect(), FIND);
    sql.bind(ticket).push(" and ");
    visibility::present(&mut sql, ctx);
    Ok(!tx.all_built::<(i64,)>(sql).await?.is_empty())
}

const FIND: &str = "
    select ticket.number
    from ticket
    where ticket.id = ";
