//! Text files: values between commas, semicolons or tabs.

use std::{
    cell::Cell,
    io::{self, Read, Seek, Write},
    rc::Rc,
};

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use model::transfer::{Flaw, bare};

use super::{
    Unread,
    encoding::{Text, detect},
    rows::Rows,
};

/// The most bytes of one row. More belongs to a quotation mark that is never closed.
const RECORD_MAX: u64 = 4 * 1024 * 1024;
/// How far into the file the separator is looked for.
const HEAD_MAX: u64 = 64 * 1024;
/// Follows the last row. Whoever reads it as part of a cell is still inside quotation marks.
const END: &str = "\u{1}end";

/// Reads every row.
pub fn read(file: &mut (impl Read + Seek), rows: &mut Rows<impl Write>) -> Result<(), Unread> {
    let encoding = detect(file)?;
    let separator = separator(Text::from_start(file, encoding)?)?;
    let end = format!("\n{END}\n").into_bytes();
    let allowed = Rc::new(Cell::new(RECORD_MAX));
    let guard = Guard {
        inner: Text::from_start(file, encoding)?.chain(&*end),
        read: 0,
        allowed: Rc::clone(&allowed),
    };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(guard);
    let mut record = StringRecord::new();
    let mut within: u64 = 0;
    while reader.read_record(&mut record).map_err(unread)? {
        let position = reader.position();
        allowed.set(position.byte() + RECORD_MAX);
        if record.len() == 1 && record.get(0) == Some(END) {
            return if reader.read_record(&mut record).map_err(unread)? {
                Err(Flaw::NotATable.into())
            } else {
                Ok(())
            };
        }
        within +=
            record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum::<u64>();
        let number = position.line().saturating_sub(1 + within);
        rows.push(number, record.iter().map(|cell| bare(cell).to_owned()).collect())?;
    }
    Err(Flaw::Unclosed.into())
}

/// What stands most often between the headings.
fn separator(text: impl Read) -> io::Result<u8> {
    let mut head = Vec::new();
    text.take(HEAD_MAX).read_to_end(&mut head)?;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let line = head.iter().skip_while(|byte| byte.is_ascii_whitespace() && **byte != b'\t');
    for &byte in line {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    Ok(most.map_or(b',', |(sign, _)| *sign))
}

fn unread(error: csv::Error) -> Unread {
    match error.into_kind() {
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Flaw::Unclosed.into(),
        ErrorKind::Io(error) => error.into(),
        _ => Flaw::NotATable.into(),
    }
}

/// Lets no row have more bytes than allowed.
struct Guard<R> {
    inner: R,
    read: u64,
    allowed: Rc<Cell<u64>>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.read > self.allowed.get() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(out)?;
        self.read += count as u64;
        Ok(count)
    }
}
