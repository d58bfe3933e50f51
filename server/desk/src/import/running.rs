//! The work itself: a job takes a few hundred rows, a slice of them at a time, and queues the next turn. How far it is
//! moves in the transaction of the rows it passes, so that a row is done once whenever the server stops.

use anyhow::Context;
use model::{
    Error, ImportId, Problem, Result, TenantId,
    contact::{Contact, NewContact},
    event::Event,
    policy::Right,
    transfer::{ImportState, Subject, Target},
};
use serde::Deserialize;
use serde_json::Value;
use sqlx::types::Json;

use super::{
    Import, Problems,
    deciding::halt,
    enqueue,
    filling::{Filled, fill, told},
    find,
    resolving::Directory,
    store::{self, Line},
};
use crate::{
    Ctx, Desk, access, contact,
    db::{DbError, Sql, Tx},
    event,
    ticket::registering::{self, Registered},
};

/// How many rows a turn takes, after which other jobs have theirs.
const TURN: usize = 500;
/// How many rows one transaction writes, after which other writers have their turn.
const SLICE: usize = 25;

#[derive(Deserialize)]
struct Payload {
    import: ImportId,
}

/// Rows that were tried, each with its line.
type Tried<T> = Vec<(Line, Result<T, Problems>)>;

/// Takes the next rows, unless the import was stopped.
pub async fn turn(desk: &Desk, tenant: TenantId, payload: &Value) -> anyhow::Result<()> {
    let Payload { import: id } = Payload::deserialize(payload).context("an import without id")?;
    let import = find(&mut desk.db.read().await?, tenant, id).await;
    let import = match import {
        Ok(import) if import.state.is_under_way() => import,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let Some(ctx) = on_behalf(desk, tenant, &import).await? else { return Ok(()) };
    let lines = store::lines(desk, tenant, id, import.place..import.size, TURN).await?;
    let mut directory = Directory::load(&mut desk.db.read().await?, &ctx).await?;
    for slice in lines.chunks(SLICE) {
        if !take(&ctx, &import, slice, &mut directory).await? {
            return Ok(());
        }
    }
    if lines.last().is_some_and(|line| line.end < import.size) {
        let mut tx = desk.db.write().await?;
        enqueue(&mut tx, desk, tenant, id).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Stops an import whose turn was tried in vain too often, so that somebody can let it go on.
pub async fn give_up(tx: &mut Tx, tenant: TenantId, payload: &Value) -> Result<(), DbError> {
    match Payload::deserialize(payload) {
        Ok(Payload { import }) => halt(tx, tenant, import).await,
        Err(_) => Ok(()),
    }
}

/// Whoever has asked for it; an import of somebody who may not import any more is stopped.
async fn on_behalf(desk: &Desk, tenant: TenantId, import: &Import) -> Result<Option<Ctx>> {
    let acting = access::acting(desk, tenant, import.person_id).await;
    match acting.and_then(|ctx| ctx.authorize(Right::Import).map(|()| ctx)) {
        Ok(ctx) => Ok(Some(ctx)),
        Err(Error::Forbidden) => {
            let mut tx = desk.db.write().await?;
            halt(&mut tx, tenant, import.id).await?;
            tx.commit().await?;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Takes a slice and says whether there may be a next one: not if somebody stopped it, or another worker was faster.
async fn take(ctx: &Ctx, import: &Import, slice: &[Line], directory: &mut Directory) -> Result<bool> {
    let (Some(first), Some(last)) = (slice.first(), slice.last()) else { return Ok(false) };
    let tried = prepare(ctx, import, slice, directory).await?;
    let mut tx = ctx.desk.db.write().await?;
    let claim = (ctx.tenant, import.id, import.state, first.place, last.end, slice.len() as i64);
    if tx.execute(CLAIM, claim).await? == 0 {
        return Ok(false);
    }
    let refused = match import.state {
        ImportState::Running => write(&mut tx, ctx, import.what, tried).await?,
        _ => tried.into_iter().filter_map(|(line, filled)| Some((line, filled.err()?))).collect(),
    };
    note(&mut tx, ctx, import.id, &refused).await?;
    let bad = refused.len() as i64;
    let good = slice.len() as i64 - bad;
    tx.execute_one(COUNT, (ctx.tenant, import.id, good, bad)).await?;
    if last.end >= import.size {
        finish(&mut tx, ctx, import).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Does with a reader all that can be done without writing.
async fn prepare(
    ctx: &Ctx,
    import: &Import,
    slice: &[Line],
    directory: &mut Directory,
) -> Result<Tried<Filled>> {
    let mut tx = ctx.desk.db.read().await?;
    let mut tried = Vec::with_capacity(slice.len());
    for line in slice {
        let row = (line.cells.as_slice(), import.targets.as_slice());
        tried.push((line.clone(), fill(&mut tx, ctx, import.what, row, directory).await?));
    }
    Ok(tried)
}

/// What a row became.
enum Written {
    Ticket(Registered),
    Contact(Contact),
}

/// Writes the rows that are right, each or not at all, and answers those that were refused.
async fn write(tx: &mut Tx, ctx: &Ctx, what: Subject, tried: Tried<Filled>) -> Result<Vec<(Line, Problems)>> {
    let (mut refused, mut tickets, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
    for (line, filled) in tried {
        let written = match filled {
            Ok(filled) => alone(tx, ctx, what, filled).await?,
            Err(problems) => Err(problems),
        };
        match written {
            Ok(Written::Ticket(registered)) => tickets.push(registered),
            Ok(Written::Contact(added)) => contacts.push(added),
            Err(problems) => refused.push((line, problems)),
        }
    }
    registering::settle(tx, ctx, tickets).await?;
    for added in &contacts {
        contact::record(tx, ctx, added).await?;
    }
    Ok(refused)
}

/// Writes one row in a savepoint of its own. Fails only when nothing could be written now.
async fn alone(tx: &mut Tx, ctx: &Ctx, what: Subject, filled: Filled) -> Result<Result<Written, Problems>> {
    tx.execute("savepoint import_row", ()).await?;
    let written = match filled {
        Filled::Ticket(new) => registering::put(tx, ctx, &new).await.map(Written::Ticket),
        Filled::Contact(new) => add(tx, ctx, new).await.map(Written::Contact),
    };
    let written = match written {
        Ok(written) => Ok(written),
        Err(error) if error.is_passing() && !matches!(error, Error::Internal { .. }) => return Err(error),
        Err(error) => {
            tx.execute("rollback to savepoint import_row", ()).await?;
            Err(told(what, error).unwrap_or_else(|_| vec![(None, Problem::NotWritten)]))
        }
    };
    tx.execute("release savepoint import_row", ()).await?;
    Ok(written)
}

/// Adds a contact, unless a row before it or somebody else has meanwhile.
async fn add(tx: &mut Tx, ctx: &Ctx, new: NewContact) -> Result<Contact> {
    if contact::is_known(tx, ctx, &new).await? {
        return Err(Error::at(Target::Name.code(), Problem::Taken));
    }
    Ok(contact::put(tx, ctx, new).await?)
}

/// Keeps what is wrong with the rows that were refused.
async fn note(tx: &mut Tx, ctx: &Ctx, id: ImportId, refused: &[(Line, Problems)]) -> Result<(), DbError> {
    if refused.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(tx.dialect(), NOTE);
    for (nth, (line, problems)) in refused.iter().enumerate() {
        sql.push(if nth == 0 { "\nvalues (" } else { ", (" }).bind(ctx.tenant);
        sql.push(", ").bind(id).push(", ").bind(line.row).push(", ").bind(line.place);
        sql.push(", ").bind(line.end - line.place).push(", ").bind(Json(problems.clone())).push(")");
    }
    tx.execute_built(sql).await.map(|_| ())
}

async fn finish(tx: &mut Tx, ctx: &Ctx, import: &Import) -> Result<()> {
    let (good, bad): (i64, i64) = tx.one(FINISH, (ctx.tenant, import.id, ctx.now())).await?;
    if import.state == ImportState::Running {
        let (what, file) = (import.what, import.file_name.clone());
        event::record(tx, ctx, None, Event::Imported { what, file, good, bad }).await?;
    }
    Ok(())
}

const CLAIM: &str = "
    update import
    set place = $5, done = done + $6
    where tenant_id = $1 and id = $2 and state = $3 and place = $4";

const COUNT: &str = "
    update import
    set good = good + $3, bad = bad + $4
    where tenant_id = $1 and id = $2";

const FINISH: &str = "
    update import
    set finished_at = case state when 'running' then $3 else finished_at end,
        state = case state when 'running' then 'done' else 'checked' end
    where tenant_id = $1 and id = $2
    returning good, bad";

const NOTE: &str = "
    insert into import_error (tenant_id, import_id, row_number, place, length, problems)";
