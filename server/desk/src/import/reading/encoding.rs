//! Finding out what a text file is written in, and reading it as UTF-8.

use std::io::{self, Read, Seek};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};
use model::transfer::Flaw;

use super::Unread;

const BLOCK: usize = 16 * 1024;

/// The encoding of the whole file: what its mark says, else UTF-8, else what Chinese Windows writes.
pub fn detect(file: &mut (impl Read + Seek)) -> Result<&'static Encoding, Unread> {
    let mut head = Vec::new();
    file.rewind()?;
    file.by_ref().take(3).read_to_end(&mut head)?;
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let candidates = marked.map_or(vec![UTF_8, GB18030], |encoding| vec![encoding]);
    for encoding in candidates {
        if is_written_in(file, encoding)? {
            return Ok(encoding);
        }
    }
    Err(Flaw::Encoding.into())
}

/// Whether nothing in the file is amiss in this encoding. What holds zeros is no text in any.
fn is_written_in(file: &mut (impl Read + Seek), encoding: &'static Encoding) -> Result<bool, Unread> {
    let mut text = Text::from_start(file, encoding)?;
    let mut block = [0; BLOCK];
    loop {
        match text.read(&mut block)? {
            0 => return Ok(!text.amiss),
            read if block[..read].contains(&0) => return Err(Flaw::NotATable.into()),
            _ if text.amiss => return Ok(false),
            _ => {}
        }
    }
}

/// A text file as UTF-8 without mark, its lines ended by line feeds alone.
pub struct Text<'a, R> {
    file: &'a mut R,
    decoder: Decoder,
    raw: Vec<u8>,
    decoded: Vec<u8>,
    given: usize,
    ended: bool,
    after_return: bool,
    amiss: bool,
}

impl<'a, R: Read + Seek> Text<'a, R> {
    pub fn from_start(file: &'a mut R, encoding: &'static Encoding) -> io::Result<Self> {
        file.rewind()?;
        let decoder = encoding.new_decoder_with_bom_removal();
        let room = decoder.max_utf8_buffer_length(BLOCK).unwrap_or(4 * BLOCK);
        Ok(Self {
            file,
            decoder,
            raw: vec![0; BLOCK],
            decoded: Vec::with_capacity(room),
            given: 0,
            ended: false,
            after_return: false,
            amiss: false,
        })
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.file.read(&mut self.raw)?;
        self.ended = read == 0;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * BLOCK);
        self.decoded.resize(room, 0);
        let (result, _, written, replaced) =
            self.decoder.decode_to_utf8(&self.raw[..read], &mut self.decoded, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the room is enough for every block");
        self.decoded.truncate(written);
        self.amiss |= replaced;
        self.given = 0;
        let after_return = &mut self.after_return;
        self.decoded.retain_mut(|byte| {
            let follows = std::mem::replace(after_return, *byte == b'\r');
            let kept = !(follows && *byte == b'\n');
            if *byte == b'\r' {
                *byte = b'\n';
            }
            kept
        });
        Ok(())
    }
}

impl<R: Read + Seek> Read for Text<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
        let count = out.len().min(self.decoded.len() - self.given);
        out[..count].copy_from_slice(&self.decoded[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
