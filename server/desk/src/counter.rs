//! Numbers that count up per tenant without gap or double: the row is locked until the transaction ends.

use model::TenantId;

use crate::db::{DbError, Tx};

/// The last of `count` new numbers of that name.
pub(crate) async fn take(tx: &mut Tx, tenant: TenantId, name: &str, count: i64) -> Result<i64, DbError> {
    let (last,): (i64,) = tx.one(TAKE, (tenant, name, count)).await?;
    Ok(last)
}

/// The last number that was given out; 0 before the first.
pub(crate) async fn last(tx: &mut Tx, tenant: TenantId, name: &str) -> Result<i64, DbError> {
    let row: Option<(i64,)> = tx.optional(LAST, (tenant, name)).await?;
    Ok(row.map_or(0, |(value,)| value))
}

const TAKE: &str = "
    insert into counter (tenant_id, name, value)
    values ($1, $2, $3)
    on conflict (tenant_id, name) do update
    set value = counter.value + excluded.value
    returning value";

const LAST: &str = "
    select value
    from counter
    where tenant_id = $1 and name = $2";
