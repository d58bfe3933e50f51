//! Files as people and their enemies make them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{fs::File, io::Write};

use desk::{Ctx, import, job};
use model::{
    Error, ImportId, Problem, Result,
    transfer::{Flaw, ImportDetail, Subject, Target},
};
use rust_xlsxwriter::Workbook;

/// A file with these bytes.
pub fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("a written file");
    file
}

/// Rows as a workbook.
pub fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*row) {
            sheet.write_string(at, column, *cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// Parts packed as a workbook is.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("a written part");
    }
    writer.finish().expect("a packed file").into_inner()
}

pub async fn bring(ctx: &Ctx, what: Subject, bytes: &[u8]) -> Result<ImportId> {
    import::take(ctx, what, "现场.csv", file(bytes)).await
}

/// Why a file of tickets is not taken.
pub async fn flaw(ctx: &Ctx, bytes: &[u8]) -> Option<Flaw> {
    match bring(ctx, Subject::Tickets, bytes).await {
        Ok(_) => None,
        Err(Error::Invalid(errors)) => match errors.at("file") {
            Some(Problem::Unreadable(flaw)) => Some(*flaw),
            other => panic!("{other:?}"),
        },
        Err(error) => panic!("{error}"),
    }
}

pub async fn detail(ctx: &Ctx, id: ImportId) -> ImportDetail {
    import::detail(ctx, id).await.expect("the import")
}

/// Agrees to what the columns seem to be, and has every row tried.
pub async fn check(ctx: &Ctx, id: ImportId) {
    let columns = detail(ctx, id).await.columns;
    let codes: Vec<_> =
        columns.iter().map(|column| column.target.map(Target::code).unwrap_or_default().to_owned()).collect();
    import::check(ctx, id, &codes).await.expect("a trial");
    work(ctx).await;
}

/// Has the rows written.
pub async fn run(ctx: &Ctx, id: ImportId) {
    import::run(ctx, id).await.expect("an import under way");
    work(ctx).await;
}

/// Does what is queued.
pub async fn work(ctx: &Ctx) {
    job::run_once(&ctx.desk).await.expect("work");
}
