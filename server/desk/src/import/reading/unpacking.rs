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
/// The fewest bytes of a text that cells share.
const SHARED_MIN: u64 = "<si/>".len() as u64;
/// Room for so many texts hurts nobody.
const FEW: u64 = 1_000_000;

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
        let name = entry.name().map_err(damaged)?.to_ascii_lowercase();
        let limit = limit(&name).min(TOTAL_MAX - total);
        let (shared, mut said) = (name.ends_with(SHARED), Said::default());
        let size = measure(&mut entry, packed, limit, |block| {
            if shared {
                said.see(block)
            }
        })?;
        if said.most > FEW.max(size / SHARED_MIN) {
            return Err(Flaw::Bomb.into());
        }
        total += size;
    }
    file.rewind()?;
    Ok(())
}

fn limit(name: &str) -> u64 {
    match name {
        name if name.ends_with(SHARED) => SHARED_MAX,
        name if name.contains("worksheets/") => TOTAL_MAX,
        _ => OTHER_MAX,
    }
}

fn measure(
    entry: &mut impl Read,
    packed: u64,
    limit: u64,
    mut see: impl FnMut(&[u8]),
) -> Result<u64, Unread> {
    let mut block = [0; 32 * 1024];
    let (mut size, mut words) = (0_u64, 0_u64);
    loop {
        let read = entry.read(&mut block).map_err(|error| damaged(ZipError::Io(error)))?;
        if read == 0 {
            return Ok(size);
        }
        size += read as u64;
        see(&block[..read]);
        let tag = block[..read].iter().rposition(|byte| *byte == b'<');
        words = tag.map_or(words + read as u64, |at| (read - at) as u64);
        let bursts = size > SMALL && size / RATIO_MAX > packed;
        if size > limit || words > WORDS_MAX || bursts {
            return Err(Flaw::Bomb.into());
        }
    }
}

/// The entry with the texts that cells share, in small letters.
const SHARED: &str = "sharedstrings.xml";

/// How many texts an entry says that it has, for which the reader takes room before it has seen one.
#[derive(Default)]
struct Said {
    most: u64,
    number: u64,
    matched: usize,
}

impl Said {
    const NAME: &[u8] = b"uniqueCount";

    /// Zeros are passed over: with them these signs are written in two bytes each.
    fn see(&mut self, block: &[u8]) {
        block.iter().filter(|byte| **byte != 0).for_each(|byte| self.step(*byte));
    }

    fn step(&mut self, byte: u8) {
        match (Self::NAME.get(self.matched), byte) {
            (Some(wanted), _) if *wanted == byte => self.matched += 1,
            (Some(_), _) => self.matched = usize::from(byte == Self::NAME[0]),
            (None, b'0'..=b'9') => {
                self.number = self.number.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                self.most = self.most.max(self.number);
            }
            (None, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n') if self.number == 0 => {}
            (None, _) => {
                (self.number, self.matched) = (0, 0);
                self.step(byte);
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &[u8]) -> u64 {
        let mut said = Said::default();
        text.chunks(3).for_each(|block| said.see(block));
        said.most
    }

    #[test]
    fn what_an_entry_says_it_has_is_found_wherever_it_says_so() {
        for (text, most) in [
            ("<sst count=\"9\" uniqueCount=\"7\"><si><t>12</t></si></sst>", 7),
            ("<sst uniqueCount = '0042'>", 42),
            (
                "<!-- uniqueCount=\"1\" --><x:sst a='uniqueCount' uniqueCount=\"99999999999999999999999\">",
                u64::MAX,
            ),
            ("<sst><si><t>uniqueCount</t></si><si><t>5</t></si></sst>", 0),
        ] {
            assert_eq!(said(text.as_bytes()), most, "{text}");
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(said(&wide), most, "{text}");
        }
    }
}
