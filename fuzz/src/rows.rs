//! What holds of the rows of any file that could be read.

use std::io::Cursor;

use desk::import::{Table, Unread, read, suggest};
use model::transfer::{COLUMNS_MAX, ROWS_MAX, Subject};

/// A row as an import keeps it: its number and its cells.
pub type Row = (u64, Vec<String>);

/// Reads a file as an import does; none when it is refused, which is never our own fault.
pub fn rows(file: &[u8]) -> Option<(Table, Vec<Row>)> {
    let mut lines = Vec::new();
    match read(Cursor::new(file), &mut lines) {
        Ok(table) => {
            let rows = kept(&lines);
            check(&table, &lines, &rows);
            Some((table, rows))
        }
        Err(Unread::Flaw(_)) => None,
        Err(Unread::Io(error)) => panic!("{error}"),
    }
}

fn kept(lines: &[u8]) -> Vec<Row> {
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("a line is a row")).collect()
}

fn check(table: &Table, lines: &[u8], rows: &[Row]) {
    assert_eq!(table.size, lines.len() as u64);
    assert_eq!(table.rows, rows.len() as u64);
    assert!((1..=ROWS_MAX).contains(&table.rows) && (1..=COLUMNS_MAX).contains(&table.headings.len()));
    assert!(rows.is_sorted_by(|(one, _), (next, _)| one < next), "numbers grow: {rows:?}");
    assert!(rows.iter().all(|(number, cells)| *number > 1 && cells.len() <= table.headings.len()));
    assert!(table.sample.len() <= 3 && table.sample.iter().all(|row| row.len() <= table.headings.len()));
    let cells = rows.iter().flat_map(|(_, cells)| cells).chain(&table.headings);
    assert!(cells.chain(table.sample.iter().flatten()).all(|cell| !cell.contains('\0')), "{rows:?}");
    for what in [Subject::Tickets, Subject::Contacts] {
        assert_eq!(suggest(&table.headings, what).len(), table.headings.len());
    }
}
