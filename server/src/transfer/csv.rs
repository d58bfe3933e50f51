//! Rows as comma-separated values that Excel opens rightly: with a mark that says UTF-8, and nothing it would calculate.

use csv::{Terminator, WriterBuilder};
use model::transfer::harmless;

use super::Cell;

/// Says in front of everything that the file is UTF-8.
pub const MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines of these rows.
pub fn lines(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => harmless(text).into_owned(),
        });
        writer.write_record(cells).expect("memory takes every record");
    }
    writer.into_inner().expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_marked_as_text() {
        let rows = [vec![Cell::Number(-3), "=1+1".into(), "三楼，\"停水\"\n两天".into()]];
        assert_eq!(
            String::from_utf8(lines(&rows)).expect("text"),
            "-3,'=1+1,\"三楼，\"\"停水\"\"\n两天\"\r\n"
        );
    }
}
