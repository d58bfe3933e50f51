//! Rows on their way into a database, whichever it is.

use uuid::Uuid;

/// One value.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing.
    Null,
    /// An id.
    Id(Uuid),
    /// A number or a time.
    Number(i64),
    /// A text.
    Text(String),
}

impl From<Uuid> for Cell {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The cells of one row, in the order of the table's columns.
pub type Row = Vec<Cell>;

/// A table and the columns that are filled.
#[derive(Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// Rows of several tables, in an order that keeps every foreign key.
#[derive(Default)]
pub struct Batch(pub Vec<(&'static Table, Vec<Row>)>);

impl Batch {
    /// Adds rows of a table.
    pub fn with(mut self, table: &'static Table, rows: Vec<Row>) -> Self {
        self.0.push((table, rows));
        self
    }
}

/// A row of anything that cells can be made of.
#[macro_export]
macro_rules! row {
    ($($cell:expr),+ $(,)?) => { vec![$($crate::corpus::Cell::from($cell)),+] };
}
