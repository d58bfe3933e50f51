//! The lines of a file that was read, kept beside the attachments.

use std::{
    ops::Range,
    path::Path as FilePath,
    time::{Duration, SystemTime},
};

use futures_util::TryStreamExt;
use model::{Error, ImportId, Result, TenantId};
use object_store::{
    Error as StoreError, ObjectMeta, ObjectStore, ObjectStoreExt, buffered::BufWriter, path::Path,
};
use tokio::io::AsyncWriteExt;

use crate::Desk;

/// How many bytes are read at once, unless a single row has more.
const BLOCK: i64 = 512 * 1024;

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where its line begins.
    pub place: i64,
    /// Where the next one does.
    pub end: i64,
    /// Its number in the file.
    pub row: i64,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Keeps the lines.
pub async fn put(desk: &Desk, tenant: TenantId, id: ImportId, lines: &FilePath) -> Result<()> {
    let mut source = tokio::fs::File::open(lines).await.map_err(|error| fault(&error))?;
    let mut target = BufWriter::new(desk.files.clone(), place(tenant, id));
    tokio::io::copy(&mut source, &mut target).await.map_err(|error| fault(&error))?;
    target.shutdown().await.map_err(|error| fault(&error))
}

/// The next lines from there on, at most so many; none at the end.
pub async fn lines(
    desk: &Desk,
    tenant: TenantId,
    id: ImportId,
    within: Range<i64>,
    most: usize,
) -> Result<Vec<Line>> {
    let mut reach = BLOCK;
    loop {
        let end = within.end.min(within.start + reach);
        let range = within.start.unsigned_abs()..end.unsigned_abs();
        let bytes = desk.files.get_range(&place(tenant, id), range).await.map_err(|error| fault(&error))?;
        let lines = whole_lines(&bytes, within.start, most)?;
        if !lines.is_empty() || end == within.end {
            return Ok(lines);
        }
        reach *= 4;
    }
}

/// The cells of single rows, in their order.
pub async fn cells(
    desk: &Desk,
    tenant: TenantId,
    id: ImportId,
    places: &[Range<u64>],
) -> Result<Vec<Vec<String>>> {
    let lines = desk.files.get_ranges(&place(tenant, id), places).await.map_err(|error| fault(&error))?;
    lines.iter().map(|line| parse(line).map(|(_, cells)| cells)).collect()
}

/// Removes the lines, if they are still there. Those that cannot be removed now are swept away on another day.
pub async fn remove(desk: &Desk, tenant: TenantId, id: ImportId) {
    delete(desk, &place(tenant, id)).await;
}

async fn delete(desk: &Desk, place: &Path) {
    match desk.files.delete(place).await {
        Ok(()) | Err(StoreError::NotFound { .. }) => {}
        Err(error) => tracing::warn!(%error, %place, "the rows of an import could not be removed"),
    }
}

/// Removes lines that are older than this and belong to none of these imports. By the clock of the files themselves.
pub async fn sweep(desk: &Desk, tenant: TenantId, kept: &[ImportId], age: Duration) -> Result<()> {
    let found = desk.files.list(Some(&folder(tenant))).try_collect::<Vec<ObjectMeta>>().await;
    for ObjectMeta { location, last_modified, .. } in found.map_err(|error| fault(&error))? {
        let id = location.filename().and_then(|name| name.parse().ok());
        let old = SystemTime::from(last_modified).elapsed().is_ok_and(|elapsed| elapsed > age);
        if old && id.is_none_or(|id| !kept.contains(&id)) {
            delete(desk, &location).await;
        }
    }
    Ok(())
}

fn whole_lines(bytes: &[u8], start: i64, most: usize) -> Result<Vec<Line>> {
    let mut place = start;
    let mut lines = Vec::new();
    for line in
        bytes.split_inclusive(|byte| *byte == b'\n').take(most).take_while(|line| line.ends_with(b"\n"))
    {
        let end = place + line.len() as i64;
        let (row, cells) = parse(line)?;
        lines.push(Line { place, end, row, cells });
        place = end;
    }
    Ok(lines)
}

fn parse(line: &[u8]) -> Result<(i64, Vec<String>)> {
    serde_json::from_slice(line).map_err(|error| fault(&error))
}

/// Where the lines lie.
pub(crate) fn place(tenant: TenantId, id: ImportId) -> Path {
    folder(tenant).join(id.to_string())
}

fn folder(tenant: TenantId) -> Path {
    Path::from_iter([tenant.to_string().as_str(), "imports"])
}

fn fault(error: &dyn std::fmt::Display) -> Error {
    tracing::error!(%error, "the rows of an import");
    Error::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_off_waits_for_the_rest() {
        let bytes = b"[2,[\"a\"]]\n[3,[\"b\"]]\n[4,[\"";
        let lines = whole_lines(bytes, 100, 9).expect("lines");
        let ends: Vec<_> = lines.iter().map(|line| (line.place, line.end, line.row)).collect();
        assert_eq!(ends, [(100, 110, 2), (110, 120, 3)]);
        assert_eq!(whole_lines(bytes, 0, 1).expect("lines").len(), 1);
    }
}
