//! Tables of Excel: the first sheet that anybody can see.

use std::io::{BufReader, Read, Seek, Write};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use model::transfer::{CELL_MAX, COLUMNS_MAX, Flaw};

use super::{Unread, rows::Rows, unpacking};

/// Reads every row; of a cell that calculates, what it last came to.
pub fn read(mut file: impl Read + Seek, rows: &mut Rows<impl Write>) -> Result<(), Unread> {
    unpacking::inspect(&mut file)?;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(unread)?;
    let sheet = book
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .ok_or(Flaw::Empty)?;
    cells(&mut book, &sheet, rows)
}

fn cells<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str, rows: &mut Rows<impl Write>) -> Result<(), Unread> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unread)?;
    let mut at = 0;
    let mut row: Vec<String> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(unread)? {
        let (number, column) = cell.get_position();
        if number < at {
            return Err(Flaw::Damaged.into());
        }
        if number > at {
            rows.push(u64::from(at) + 1, std::mem::take(&mut row))?;
            at = number;
        }
        put(&mut row, column as usize, words(cell.get_value()))?;
    }
    rows.push(u64::from(at) + 1, row)
}

fn put(row: &mut Vec<String>, column: usize, words: String) -> Result<(), Unread> {
    if words.is_empty() {
        return Ok(());
    }
    if column >= COLUMNS_MAX {
        return Err(Flaw::TooManyColumns.into());
    }
    if row.len() <= column {
        row.resize(column + 1, String::new());
    }
    row[column] = words;
    Ok(())
}

/// A cell as people read it. Whole numbers, such as phone numbers, have no fraction.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.chars().take(CELL_MAX).collect(),
        DataRef::SharedString(text) => text.chars().take(CELL_MAX).collect(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn unread(error: XlsxError) -> Unread {
    tracing::info!(%error, "a workbook cannot be read");
    match error {
        XlsxError::Io(error) if error.kind() == std::io::ErrorKind::Other => error.into(),
        _ => Flaw::Damaged.into(),
    }
}
