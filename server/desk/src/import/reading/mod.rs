//! Reading a file of unknown origin: whatever it is, it becomes lines of JSON on disk, one for each row, or is refused
//! with a reason. No part of it is ever held as a whole.

mod encoding;
mod rows;
mod sheet;
mod table;
mod unpacking;

use std::io::{self, Read, Seek, Write};

use model::transfer::Flaw;

pub use rows::{Rows, Table};

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unread {
    /// The file's fault.
    Flaw(Flaw),
    /// Ours.
    Io(io::Error),
}

impl From<Flaw> for Unread {
    fn from(flaw: Flaw) -> Self {
        Self::Flaw(flaw)
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the table in `file` and writes its rows to `to`.
pub fn read(mut file: impl Read + Seek, to: impl Write) -> Result<Table, Unread> {
    let mut head = Vec::new();
    file.rewind()?;
    file.by_ref().take(8).read_to_end(&mut head)?;
    file.rewind()?;
    let mut rows = Rows::new(to);
    match head.as_slice() {
        [] => return Err(Flaw::Empty.into()),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => sheet::read(file, &mut rows)?,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Flaw::OldExcel.into()),
        _ => table::read(&mut file, &mut rows)?,
    }
    rows.finish()
}
