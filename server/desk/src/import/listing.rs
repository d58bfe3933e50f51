//! Imports as the screens show them.

use model::{
    Error, ImportId, Result,
    policy::Right,
    transfer::{BadRow, Chosen, ImportDetail, ImportRow, Target},
};
use sqlx::types::Json;

use super::refused::{self, REFUSED};
use crate::Ctx;

/// How many refused rows the page of an import shows.
const SHOWN: i64 = 50;

/// The imports that are still kept, the latest first; at most 200.
pub async fn list(ctx: &Ctx) -> Result<Vec<ImportRow>> {
    ctx.authorize(Right::Import)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(tx.all(LIST, (ctx.tenant,)).await?)
}

/// One import with its columns and the first of its refused rows.
pub async fn detail(ctx: &Ctx, id: ImportId) -> Result<ImportDetail> {
    ctx.authorize(Right::Import)?;
    let mut tx = ctx.desk.db.read().await?;
    let import: ImportRow = tx.optional(ONE, (ctx.tenant, id)).await?.ok_or(Error::NotFound)?;
    let columns: Columns = tx.one(COLUMNS, (ctx.tenant, id)).await?;
    let bad: Vec<refused::Row> = tx.all(REFUSED, (ctx.tenant, id, 0_i64, SHOWN)).await?;
    let remembered = columns.remembered != 0;
    let bad = bad.into_iter().map(BadRow::from).collect();
    Ok(ImportDetail { import, columns: columns.chosen(), remembered, bad })
}

#[derive(sqlx::FromRow)]
struct Columns {
    headings: Json<Vec<String>>,
    sample: Json<Vec<Vec<String>>>,
    targets: Json<Vec<Option<Target>>>,
    remembered: i64,
}

impl Columns {
    fn chosen(self) -> Vec<Chosen> {
        let sample = self.sample.0;
        let cells = |at: usize| sample.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
        let headings = self.headings.0.into_iter().enumerate();
        let target = |at: usize| self.targets.get(at).copied().flatten();
        headings.map(|(at, heading)| Chosen { heading, cells: cells(at), target: target(at) }).collect()
    }
}

const LIST: &str = "
    select import.id, import.what, import.file_name, import.state, import.row_count, import.done, import.good,
           import.bad, person.name as person, import.created_at, import.finished_at
    from import
    join person on person.tenant_id = import.tenant_id and person.id = import.person_id
    where import.tenant_id = $1
    order by import.created_at desc, import.id desc
    limit 200";

const ONE: &str = "
    select import.id, import.what, import.file_name, import.state, import.row_count, import.done, import.good,
           import.bad, person.name as person, import.created_at, import.finished_at
    from import
    join person on person.tenant_id = import.tenant_id and person.id = import.person_id
    where import.tenant_id = $1 and import.id = $2";

const COLUMNS: &str = "
    select headings, sample, targets, remembered
    from import
    where tenant_id = $1 and id = $2";
