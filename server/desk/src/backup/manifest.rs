//! What a backup says of itself.

use model::Time;
use serde::{Deserialize, Serialize};

use crate::Dialect;

/// How backups are laid out at present.
pub const FORMAT: u32 = 1;

/// The last member of a backup; one without it was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How the backup is laid out.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// When it was finished.
    pub made_at: Time,
    /// The engine it was read from, which is the only one that takes it back.
    pub engine: Dialect,
    /// The number of the last migration its database has had.
    pub schema: i64,
    /// The tables and how many rows each has.
    pub tables: Vec<Table>,
    /// How many attachments' contents it holds.
    pub files: u64,
    /// Contents that tickets name and that were not in the store.
    pub missing: Vec<String>,
    /// Everything in the backup but this, in its order.
    pub members: Vec<Member>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// The columns that were read, in the order in which their values stand; empty where the file is kept whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// A file within the backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// How many rows a table has.
    pub fn rows(&self, table: &str) -> u64 {
        self.tables.iter().find(|found| found.name == table).map_or(0, |found| found.rows)
    }
}
