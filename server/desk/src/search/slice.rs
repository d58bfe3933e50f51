//! Bringing many tickets up to date, some in each transaction, so that others get their turn.

use model::{ContactId, TenantId, TicketId};

use super::store;
use crate::db::{DbError, Sql, Tx};

/// How many tickets one transaction brings up to date.
const SLICE: i64 = 200;

/// Brings the newest tickets below a number up to date, of one contact or all, and answers below which number there may
/// be more. They are locked first, in the same order by everybody, so that no reply is overwritten.
pub(super) async fn slice(
    tx: &mut Tx,
    tenant: TenantId,
    contact: Option<ContactId>,
    below: i64,
) -> Result<Option<i64>, DbError> {
    let mut sql = Sql::new(tx.dialect(), TICKETS);
    sql.bind(tenant).push(" and number < ").bind(below);
    if let Some(contact) = contact {
        sql.push(" and contact_id = ").bind(contact);
    }
    let end = tx.dialect().to_follow();
    sql.push("\norder by number desc").limit(SLICE).push(end);
    let tickets: Vec<(TicketId, i64)> = tx.all_built(sql).await?;
    for &(ticket, _) in &tickets {
        store::refresh(tx, tenant, ticket).await?;
    }
    let is_full = i64::try_from(tickets.len()).is_ok_and(|count| count == SLICE);
    Ok(tickets.last().map(|&(_, number)| number).filter(|_| is_full))
}

/// Ends where the tenant follows.
const TICKETS: &str = "
    select id, number
    from ticket
    where deleted_at is null and tenant_id = ";
