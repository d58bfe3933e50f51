//! Taking a file in.

use std::fs::File;

use model::{
    Error, ImportId, Problem, Result,
    policy::Right,
    transfer::{Subject, Target},
};
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use tempfile::NamedTempFile;
use tokio::sync::Semaphore;

use super::{
    reading::{self, Table, Unread},
    store, words,
};
use crate::{Ctx, attachment::name};

/// One file is read at a time, so that what one may take of memory is all that is taken.
static READING: Semaphore = Semaphore::const_new(1);

/// Reads a file whose rows are to become these, and keeps what is in it. Its columns are taken for what they were the last
/// time, or for what their headings say.
pub async fn take(ctx: &Ctx, what: Subject, name: &str, file: File) -> Result<ImportId> {
    ctx.authorize(Right::Import)?;
    let (table, lines) = read(ctx, file).await?;
    let id = ImportId(ctx.desk.new_id());
    store::put(&ctx.desk, ctx.tenant, id, lines.path()).await?;
    let inserted = insert(ctx, id, what, &name::bare(name), table).await;
    if inserted.is_err() {
        store::remove(&ctx.desk, ctx.tenant, id).await;
    }
    inserted.map(|()| id)
}

async fn read(ctx: &Ctx, file: File) -> Result<(Table, NamedTempFile)> {
    let alone = READING.acquire().await.map_err(|_| Error::Unavailable)?;
    let spool = ctx.desk.spool.clone();
    let work = move || {
        let lines = NamedTempFile::new_in(spool)?;
        let table = reading::read(file, lines.reopen()?)?;
        // Whoever asked may be gone; the next file waits until this one is read all the same.
        drop(alone);
        Ok((table, lines))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(Unread::Flaw(flaw))) => Err(Error::at("file", Problem::Unreadable(flaw))),
        Ok(Err(Unread::Io(error))) => {
            tracing::error!(%error, "a file could not be read");
            Err(Error::Unavailable)
        }
        Err(error) => {
            tracing::error!(%error, "a file could not be read");
            Err(Error::at("file", Problem::Unreadable(model::transfer::Flaw::Damaged)))
        }
    }
}

async fn insert(ctx: &Ctx, id: ImportId, what: Subject, name: &str, table: Table) -> Result<()> {
    let shape = shape(&table.headings);
    let mut tx = ctx.desk.db.write().await?;
    let memory: Option<(Json<Vec<Option<Target>>>,)> =
        tx.optional(REMEMBER, (ctx.tenant, what, shape.as_str())).await?;
    let remembered = i64::from(memory.is_some());
    let front = vec![None; words::front(&table.headings)];
    let targets = match memory {
        Some((Json(targets),)) => [front, targets].concat(),
        None => words::suggest(&table.headings, what),
    };
    let (size, rows) = (table.size.cast_signed(), table.rows.cast_signed());
    let (headings, sample, targets) = (Json(table.headings), Json(table.sample), Json(targets));
    let (me, now) = (ctx.actor_id(), ctx.now());
    let binds =
        (ctx.tenant, id, me, what, name, headings, sample, targets, shape, remembered, size, rows, now);
    tx.execute_one(INSERT, binds).await?;
    Ok(tx.commit().await?)
}

/// What files with the same headings have in common, those with refused rows among them.
fn shape(headings: &[String]) -> String {
    let headings: Vec<_> =
        headings[words::front(headings)..].iter().map(|heading| heading.to_lowercase()).collect();
    Sha256::digest(headings.join("\u{1f}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

const REMEMBER: &str = "
    select targets
    from import_memory
    where tenant_id = $1 and what = $2 and shape = $3";

const INSERT: &str = "
    insert into import (tenant_id, id, person_id, what, file_name, state, headings, sample, targets, shape,
                        remembered, size, place, row_count, done, good, bad, created_at)
    values ($1, $2, $3, $4, $5, 'mapping', $6, $7, $8, $9, $10, $11, 0, $12, 0, 0, 0, $13)";
