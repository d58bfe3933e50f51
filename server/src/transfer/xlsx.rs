//! Rows as a workbook of Excel, written to disk row by row.

use std::{io::BufWriter, path::Path};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use tempfile::NamedTempFile;

use super::Cell;

/// How many rows a sheet takes, below the most that Excel opens.
const SHEET_ROWS: u32 = 1_000_000;
/// The longest cell that Excel opens, in its own count of letters.
const CELL_UNITS: usize = 32_767;
const WIDTH: f64 = 18.0;

/// A workbook under way.
pub struct Book {
    book: Workbook,
    headings: Vec<Cell>,
    sheets: usize,
    row: u32,
}

impl Book {
    /// A workbook whose sheets begin with these headings. What does not stay in memory lies in `spool`.
    pub fn new(spool: &Path, headings: Vec<Cell>) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        book.set_tempdir(spool)?;
        let mut book = Self { book, headings, sheets: 0, row: SHEET_ROWS };
        book.turn_over()?;
        Ok(book)
    }

    /// Adds rows; when a sheet is full, another follows it.
    pub fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        for row in rows {
            if self.row == SHEET_ROWS {
                self.turn_over()?;
            }
            write(self.book.worksheet_from_index(self.sheets - 1)?, self.row, row, None)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Writes the file.
    pub fn save(mut self, spool: &Path) -> anyhow::Result<NamedTempFile> {
        let file = NamedTempFile::new_in(spool)?;
        self.book.save_to_writer(BufWriter::new(file.reopen()?))?;
        Ok(file)
    }

    fn turn_over(&mut self) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        for column in 0..self.headings.len() {
            sheet.set_column_width(column as u16, WIDTH)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        write(sheet, 0, &self.headings, Some(&Format::new().set_bold()))?;
        self.sheets += 1;
        self.row = 1;
        Ok(())
    }
}

fn write(sheet: &mut Worksheet, row: u32, cells: &[Cell], format: Option<&Format>) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(cells) {
        match (cell, format) {
            (Cell::Text(text), _) if text.is_empty() => continue,
            (Cell::Number(number), _) => sheet.write_number(row, column, *number as f64)?,
            (Cell::Text(text), Some(format)) => {
                sheet.write_string_with_format(row, column, cut(text), format)?
            }
            (Cell::Text(text), None) => sheet.write_string(row, column, cut(text))?,
        };
    }
    Ok(())
}

/// As much as a cell takes, with a sign where something is missing.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_UNITS {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < CELL_UNITS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_a_cell_says_that_it_goes_on() {
        let long = cut(&"水😀".repeat(20_000));
        assert!(long.ends_with('…') && long.encode_utf16().count() <= CELL_UNITS);
        assert_eq!(cut("水"), "水");
    }
}
