//! What a person does with an import. An import that does not stand where an action begins stays as it is: somebody else
//! was faster, and the page shows what it has become.

use model::{
    Error, ImportId, Problem, Result, TenantId,
    transfer::{Target, parse_targets},
};
use sqlx::types::Json;

use super::{Import, enqueue, open, store, words};
use crate::{
    Ctx,
    db::{DbError, Tx},
};

/// Says what each column is, remembers it for files with the same headings, and has every row tried without writing any.
pub async fn check(ctx: &Ctx, id: ImportId, columns: &[String]) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    let import = open(&mut tx, ctx, id).await?;
    let targets = parse_targets(import.what, columns)?;
    if targets.len() != import.headings.len() {
        return Err(Error::at("targets", Problem::NotOffered));
    }
    let binds = (ctx.tenant, id, ctx.actor_id(), Json(&targets));
    if tx.execute(CHECK, binds).await? == 0 {
        return Ok(());
    }
    remember(&mut tx, ctx, &import, &targets).await?;
    begin(tx, ctx, id).await
}

/// Has the rows that were checked written.
pub async fn run(ctx: &Ctx, id: ImportId) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    open(&mut tx, ctx, id).await?;
    if tx.execute(RUN, (ctx.tenant, id, ctx.actor_id())).await? == 0 {
        return Ok(());
    }
    begin(tx, ctx, id).await
}

/// Stops after the rows that are just being written. A check that was stopped begins anew; an import goes on from there.
pub async fn stop(ctx: &Ctx, id: ImportId) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    open(&mut tx, ctx, id).await?;
    halt(&mut tx, ctx.tenant, id).await?;
    Ok(tx.commit().await?)
}

/// Lets an import go no further. Nothing is left of a trial; what was written stays.
pub(super) async fn halt(tx: &mut Tx, tenant: TenantId, id: ImportId) -> Result<(), DbError> {
    if tx.execute(STOP_TRIAL, (tenant, id)).await? == 1 {
        tx.execute(FORGET_ERRORS, (tenant, id)).await?;
    } else {
        tx.execute(STOP, (tenant, id)).await?;
    }
    Ok(())
}

/// Goes on where it was stopped.
pub async fn resume(ctx: &Ctx, id: ImportId) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    open(&mut tx, ctx, id).await?;
    if tx.execute(RESUME, (ctx.tenant, id, ctx.actor_id())).await? == 1 {
        enqueue(&mut tx, &ctx.desk, ctx.tenant, id).await?;
    }
    Ok(tx.commit().await?)
}

/// Forgets an import and its file. What it wrote stays.
pub async fn discard(ctx: &Ctx, id: ImportId) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    open(&mut tx, ctx, id).await?;
    if forget(&mut tx, ctx.tenant, id).await? {
        tx.commit().await?;
        store::remove(&ctx.desk, ctx.tenant, id).await;
    }
    Ok(())
}

/// Removes an import, unless it is under way; nobody can let it go on meanwhile.
pub(super) async fn forget(tx: &mut Tx, tenant: TenantId, id: ImportId) -> Result<bool, DbError> {
    if tx.execute(HOLD, (tenant, id)).await? == 0 {
        return Ok(false);
    }
    tx.execute(FORGET_ERRORS, (tenant, id)).await?;
    tx.execute_one(DISCARD, (tenant, id)).await?;
    Ok(true)
}

/// Begins with the first row.
async fn begin(mut tx: Tx, ctx: &Ctx, id: ImportId) -> Result<()> {
    tx.execute(FORGET_ERRORS, (ctx.tenant, id)).await?;
    enqueue(&mut tx, &ctx.desk, ctx.tenant, id).await?;
    Ok(tx.commit().await?)
}

async fn remember(tx: &mut Tx, ctx: &Ctx, import: &Import, targets: &[Option<Target>]) -> Result<()> {
    let targets = Json(&targets[words::front(&import.headings)..]);
    tx.execute(REMEMBER, (ctx.tenant, import.what, import.shape.as_str(), targets)).await?;
    Ok(())
}

const CHECK: &str = "
    update import
    set state = 'checking', person_id = $3, targets = $4, place = 0, done = 0, good = 0, bad = 0
    where tenant_id = $1 and id = $2 and state in ('mapping', 'checked')";

const RUN: &str = "
    update import
    set state = 'running', person_id = $3, place = 0, done = 0, good = 0, bad = 0
    where tenant_id = $1 and id = $2 and state = 'checked'";

const STOP_TRIAL: &str = "
    update import
    set state = 'mapping', place = 0, done = 0, good = 0, bad = 0
    where tenant_id = $1 and id = $2 and state = 'checking'";

const STOP: &str = "
    update import
    set state = 'stopped'
    where tenant_id = $1 and id = $2 and state = 'running'";

const RESUME: &str = "
    update import
    set state = 'running', person_id = $3
    where tenant_id = $1 and id = $2 and state = 'stopped'";

const FORGET_ERRORS: &str = "
    delete from import_error
    where tenant_id = $1 and import_id = $2";

/// Changes nothing; whoever would begin waits until this is settled.
const HOLD: &str = "
    update import
    set state = state
    where tenant_id = $1 and id = $2 and state not in ('checking', 'running')";

const DISCARD: &str = "
    delete from import
    where tenant_id = $1 and id = $2";

const REMEMBER: &str = "
    insert into import_memory (tenant_id, what, shape, targets)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, what, shape) do update
    set targets = excluded.targets";
