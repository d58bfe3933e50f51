//! The rows of a file, in one form whatever they came from.

use std::io::{BufWriter, Write};

use model::transfer::{CELL_MAX, COLUMNS_MAX, Flaw, ROWS_MAX};

use super::Unread;

const SAMPLE_ROWS: usize = 3;
const SAMPLE_CELL_MAX: usize = 60;
const HEADING_MAX: usize = 120;
/// The most bytes of all lines. Words that cells share can make far more of a small file than of any that is typed.
const SIZE_MAX: u64 = 1024 * 1024 * 1024;

/// Takes rows as they are read, the headings first, and writes one line for each.
pub struct Rows<W: Write> {
    out: BufWriter<W>,
    table: Table,
    size_max: u64,
}

/// What is known of a file once its rows are written.
#[derive(Debug, Default)]
pub struct Table {
    /// What stands above each column.
    pub headings: Vec<String>,
    /// The beginnings of the first rows.
    pub sample: Vec<Vec<String>>,
    /// How many rows there are.
    pub rows: u64,
    /// How many bytes their lines have.
    pub size: u64,
}

impl<W: Write> Rows<W> {
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), table: Table::default(), size_max: SIZE_MAX }
    }

    /// Takes the next row; `number` is what a spreadsheet shows beside it. A row without anything in it does not count.
    pub fn push(&mut self, number: u64, mut cells: Vec<String>) -> Result<(), Unread> {
        // PostgreSQL keeps no text with this sign in it.
        cells.iter_mut().for_each(|cell| cell.retain(|sign| sign != '\0'));
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > COLUMNS_MAX {
            return Err(Flaw::TooManyColumns.into());
        }
        if self.table.headings.is_empty() {
            self.table.headings = cells.iter().map(|cell| cut(cell.trim(), HEADING_MAX)).collect();
            return Ok(());
        }
        self.write(number, cells)
    }

    fn write(&mut self, number: u64, cells: Vec<String>) -> Result<(), Unread> {
        let table = &mut self.table;
        if table.rows == ROWS_MAX {
            return Err(Flaw::TooManyRows.into());
        }
        if cells.len() > table.headings.len() {
            table.headings.resize(cells.len(), String::new());
        }
        if table.sample.len() < SAMPLE_ROWS {
            table.sample.push(cells.iter().map(|cell| cut(cell, SAMPLE_CELL_MAX)).collect());
        }
        let cells: Vec<String> = cells.iter().map(|cell| cut(cell, CELL_MAX)).collect();
        let mut line = serde_json::to_vec(&(number, cells)).map_err(std::io::Error::from)?;
        line.push(b'\n');
        if table.size + line.len() as u64 > self.size_max {
            return Err(Flaw::Bomb.into());
        }
        self.out.write_all(&line)?;
        table.rows += 1;
        table.size += line.len() as u64;
        Ok(())
    }

    /// Ends the file.
    pub fn finish(mut self) -> Result<Table, Unread> {
        self.out.flush()?;
        match &self.table {
            Table { headings, .. } if headings.is_empty() => Err(Flaw::Empty.into()),
            Table { rows: 0, .. } => Err(Flaw::NoRows.into()),
            _ => Ok(self.table),
        }
    }
}

fn cut(cell: &str, max: usize) -> String {
    cell.chars().take(max).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_is_none_is_dropped() {
        let mut lines = Vec::new();
        let mut rows = Rows::new(&mut lines);
        rows.push(1, vec!["标\0题".into()]).expect("headings");
        rows.push(2, vec!["\0".into()]).expect("an empty row");
        rows.push(3, vec!["停\0水".into()]).expect("a row");
        let table = rows.finish().expect("a table");
        assert_eq!((table.headings, table.rows), (vec!["标题".to_owned()], 1));
        assert_eq!(String::from_utf8(lines).expect("text"), "[3,[\"停水\"]]\n");
    }

    #[test]
    fn rows_that_come_to_more_than_any_table_holds_are_refused() {
        let mut lines = Vec::new();
        let mut rows = Rows { size_max: 100, ..Rows::new(&mut lines) };
        let row = || vec!["水".repeat(10)];
        rows.push(1, row()).expect("headings");
        rows.push(2, row()).expect("a row");
        rows.push(3, row()).expect("a row");
        assert!(matches!(rows.push(4, row()), Err(Unread::Flaw(Flaw::Bomb))));
        drop(rows);
        assert!(lines.len() <= 100);
    }
}
