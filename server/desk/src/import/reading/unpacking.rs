//! Looking into a packed file before anybody unpacks it in earnest: what its directory says is not believed.

use std::io::{Read, Seek};

use model::transfer::Flaw;
use zip::{ZipArchive, result::ZipError};

use super::Unread;

const ENTRIES_MAX: usize = 2000;
/// The most bytes that all entries may unpack to.
const TOTAL_MAX: u64 = 512 * 1024 * 1024;
/// The most bytes of the one entry that is held in memory, the texts that cells share.
const SHARED_MAX: u64 = 96 * 1024 * 1024;
/// What is not a sheet of cells is held in memory too, and small.
const OTHER_MAX: u64 = 32 * 1024 * 1024;
/// No table shrinks so much; what packs better is made to burst.
const RATIO_MAX: u64 = 100;
/// Below this an entry may shrink as it likes.
const SMALL: u64 = 4 * 1024 * 1024;
/// The most bytes between one tag and the next.
const WORDS_MAX: u64 = 2 * 1024 * 1024;

/// Unpacks every entry once without keeping anything, and stops where one becomes too large.
pub fn inspect(mut file: impl Read + Seek) -> Result<(), Unread> {
    file.rewind()?;
    let mut archive = ZipArchive::new(&mut file).map_err(damaged)?;
    if archive.len() > ENTRIES_MAX {
        return Err(Flaw::Bomb.into());
    }
    let mut total = 0;
    for nth in 0..archive.len() {
        let mut entry = archive.by_index(nth).map_err(damaged)?;
        let packed = entry.compressed_size();
        let limit = limit(&entry.name().map_err(damaged)?).min(TOTAL_MAX - total);
        total += measure(&mut entry, packed, limit)?;
    }
    file.rewind()?;
    Ok(())
}

fn limit(name: &str) -> u64 {
    match name.to_ascii_lowercase() {
        name if name.ends_with("sharedstrings.xml") => SHARED_MAX,
        name if name.contains("worksheets/") => TOTAL_MAX,
        _ => OTHER_MAX,
    }
}

fn measure(entry: &mut impl Read, packed: u64, limit: u64) -> Result<u64, Unread> {
    let mut block = [0; 32 * 1024];
    let (mut size, mut words) = (0_u64, 0_u64);
    loop {
        let read = entry.read(&mut block).map_err(|error| damaged(ZipError::Io(error)))?;
        if read == 0 {
            return Ok(size);
        }
        size += read as u64;
        let tag = block[..read].iter().rposition(|byte| *byte == b'<');
        words = tag.map_or(words + read as u64, |at| (read - at) as u64);
        let bursts = size > SMALL && size / RATIO_MAX > packed;
        if size > limit || words > WORDS_MAX || bursts {
            return Err(Flaw::Bomb.into());
        }
    }
}

fn damaged(error: ZipError) -> Unread {
    tracing::info!(%error, "a packed file cannot be unpacked");
    match error {
        ZipError::Io(error) if error.kind() == std::io::ErrorKind::Other => error.into(),
        _ => Flaw::Damaged.into(),
    }
}
