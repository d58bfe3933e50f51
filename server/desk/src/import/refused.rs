//! The rows that were refused, with their own cells, so that they can be mended and imported again.

use std::ops::Range;

use model::{ImportId, Result, transfer::BadRow};
use sqlx::types::Json;

use super::{Problems, open, store};
use crate::Ctx;

/// How many rows are fetched at once.
const PAGE: i64 = 200;

/// Refused rows of an import.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The headings of the file.
    pub headings: Vec<String>,
    /// Its name.
    pub file_name: String,
    /// The rows, each with its cells.
    pub rows: Vec<(BadRow, Vec<String>)>,
}

/// The next rows that were refused, behind this one; none when all were given.
pub async fn refused(ctx: &Ctx, id: ImportId, behind: i64) -> Result<Refused> {
    let mut tx = ctx.desk.db.read().await?;
    let import = open(&mut tx, ctx, id).await?;
    let found: Vec<Row> = tx.all(REFUSED, (ctx.tenant, id, behind, PAGE)).await?;
    drop(tx);
    let places: Vec<Range<u64>> = found.iter().map(Row::range).collect();
    let cells = store::cells(&ctx.desk, ctx.tenant, id, &places).await?;
    let rows = found.into_iter().map(BadRow::from).zip(cells).collect();
    Ok(Refused { headings: import.headings.0, file_name: import.file_name, rows })
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    row_number: i64,
    place: i64,
    length: i64,
    problems: Json<Problems>,
}

impl Row {
    fn range(&self) -> Range<u64> {
        self.place.unsigned_abs()..(self.place + self.length).unsigned_abs()
    }
}

impl From<Row> for BadRow {
    fn from(row: Row) -> Self {
        Self { row: row.row_number, problems: row.problems.0 }
    }
}

pub(super) const REFUSED: &str = "
    select row_number, place, length, problems
    from import_error
    where tenant_id = $1 and import_id = $2 and row_number > $3
    order by row_number
    limit $4";
