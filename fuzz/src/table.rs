//! Text files for an import, and those that an export makes.
//!
//! Whatever comes is refused or becomes rows within the limits. What an export wrote holds nothing that a spreadsheet
//! would calculate, and an import reads the same cells under the numbers that a spreadsheet shows.

use csv::{Terminator, WriterBuilder};
use encoding_rs::GB18030;
use model::transfer::{bare, harmless};

use crate::rows::{Row, rows};

/// Takes the input as the cells of an export, where `~` stands between its rows; else as a file, in GB18030 too.
pub fn run(data: &[u8]) {
    match std::str::from_utf8(data) {
        Ok(text) if text.contains('~') => comes_back(text),
        Ok(text) if !text.is_ascii() => drop((rows(data), rows(&GB18030.encode(text).0))),
        _ => drop(rows(data)),
    }
}

/// Cells stand between `|`.
fn comes_back(text: &str) {
    // Zeros are refused; the sign that an import puts behind the last row is its own.
    if text.contains(['\0', '\u{1}']) {
        return;
    }
    let table: Vec<Vec<&str>> = text.split('~').map(|row| row.split('|').collect()).collect();
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let headings = vec!["heading"; columns];
    let written = written(std::iter::once(&headings).chain(&table));
    if let Some((_, read)) = rows(&written) {
        assert_eq!(read, expected(&table));
    }
}

fn written<'a>(rows: impl Iterator<Item = &'a Vec<&'a str>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| harmless(cell)).collect();
        for (cell, written) in row.iter().zip(&cells) {
            assert!(
                !written.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']),
                "{written:?}"
            );
            assert_eq!(bare(written), *cell);
        }
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).expect("memory takes every record");
    }
    writer.into_inner().expect("memory takes every byte")
}

/// Line ends become line feeds; what is blank at the end of a row does not count.
fn expected(table: &[Vec<&str>]) -> Vec<Row> {
    let plain = |cell: &&str| cell.replace("\r\n", "\n").replace('\r', "\n");
    let numbered = (2..).zip(table).map(|(number, row)| {
        let filled = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        (number, row[..filled].iter().map(plain).collect())
    });
    numbered.filter(|(_, cells): &Row| !cells.is_empty()).collect()
}
