//! 导入 and 导出: files whose rows become tickets or contacts, and lists that become files.

mod import;
mod prose;
mod target;

pub use import::{BadRow, Chosen, ImportDetail, ImportRow, ImportState, Progress, parse_targets};
pub use prose::{plain_of, rich_of};
pub use target::Target;

use serde::{Deserialize, Serialize};

use crate::form;

/// What the rows of an imported file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Subject {
    /// 工单.
    Tickets,
    /// 联系人.
    Contacts,
}

/// A list that can be taken out as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// A list of tickets with its filter.
    Tickets,
    /// All contacts.
    Contacts,
    /// All staff.
    People,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Excel.
    Xlsx,
    /// Comma-separated values, in UTF-8 with a mark that Excel understands.
    Csv,
}

/// Why a file cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nothing in it.
    Empty,
    /// A line of headings, and nothing below it.
    NoRows,
    /// Neither a table of Excel nor text.
    NotATable,
    /// The format of Excel before 2007.
    OldExcel,
    /// It says that it is a table of Excel, but is damaged.
    Damaged,
    /// It would unpack to far more than a table holds.
    Bomb,
    /// Text in more than one encoding, or in none that we know.
    Encoding,
    /// A quotation mark that is opened and never closed.
    Unclosed,
    /// More bytes than [`FILE_MAX_BYTES`].
    TooLarge,
    /// More rows than [`ROWS_MAX`].
    TooManyRows,
    /// More columns than [`COLUMNS_MAX`].
    TooManyColumns,
}

form::codes! {
    Subject { Tickets = "tickets", Contacts = "contacts" }
    List { Tickets = "tickets", Contacts = "contacts", People = "people" }
    Format { Xlsx = "xlsx", Csv = "csv" }
    Flaw {
        Empty = "empty", NoRows = "no_rows", NotATable = "not_a_table", OldExcel = "old_excel",
        Damaged = "damaged", Bomb = "bomb", Encoding = "encoding", Unclosed = "unclosed", TooLarge = "too_large",
        TooManyRows = "too_many_rows", TooManyColumns = "too_many_columns"
    }
}

/// The most bytes of a file to import.
pub const FILE_MAX_BYTES: u64 = 100 * 1024 * 1024;
/// The most rows of a file to import, below its headings.
pub const ROWS_MAX: u64 = 200_000;
/// The most columns of a file to import.
pub const COLUMNS_MAX: usize = 100;
/// The longest cell that is kept, in characters. A longer one is cut behind the first character too many, so that
/// whatever takes the cell finds it too long.
pub const CELL_MAX: usize = 100_001;
/// How long an import and its file are kept, in days.
pub const IMPORT_DAYS: i64 = 30;

/// Signs with which a spreadsheet takes a cell of text for a formula. Where people write Chinese, the wide ones too.
const CALCULATES: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

fn calculates(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(CALCULATES)
}

/// A cell of a text file as no spreadsheet will calculate it: an apostrophe goes before what looks like a formula.
pub fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    if calculates(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// The cell that [`harmless`] made this of.
pub fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| calculates(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_marked_as_text() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+86 138", "'+86 138"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\n=1", "'\n=1"),
            ("＝1＋1", "'＝1＋1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("1-2", "1-2"),
        ] {
            assert_eq!(harmless(cell), written);
        }
    }

    proptest! {
        #[test]
        fn the_mark_comes_off_again(cell in "['=+@＝－\t\r\na-]{0,6}") {
            let written = harmless(&cell).into_owned();
            prop_assert!(!written.starts_with(CALCULATES));
            prop_assert_eq!(bare(&written), &*cell);
        }
    }
}
