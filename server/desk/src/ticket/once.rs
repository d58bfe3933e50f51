//! One answer per form, however often it is sent.

use model::Result;

use crate::{Ctx, db::Tx};

/// Claims the key for this transaction, or tells the answer that was given to it before. Whoever sends the same
/// key at the same time waits here for the first.
pub(crate) async fn claim(tx: &mut Tx, ctx: &Ctx, key: Option<&str>) -> Result<Option<i64>> {
    let Some(key) = key else { return Ok(None) };
    if tx.execute(CLAIM, (ctx.tenant, ctx.actor_id(), key, ctx.now())).await? == 1 {
        return Ok(None);
    }
    let (result,): (i64,) = tx.one(ANSWER, (ctx.tenant, ctx.actor_id(), key)).await?;
    Ok(Some(result))
}

/// Keeps the answer to a claimed key.
pub(crate) async fn answer(tx: &mut Tx, ctx: &Ctx, key: Option<&str>, result: i64) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    Ok(tx.execute_one(KEEP, (ctx.tenant, ctx.actor_id(), key, result)).await?)
}

const CLAIM: &str = "
    insert into idempotency (tenant_id, person_id, key, result, created_at)
    values ($1, $2, $3, 0, $4)
    on conflict (tenant_id, person_id, key) do nothing";

const ANSWER: &str = "
    select result
    from idempotency
    where tenant_id = $1 and person_id = $2 and key = $3";

const KEEP: &str = "
    update idempotency
    set result = $4
    where tenant_id = $1 and person_id = $2 and key = $3";
