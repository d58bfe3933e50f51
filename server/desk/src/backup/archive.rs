//! The file that a backup is: a compressed tar, its members in the order they were written, the manifest last.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};
use zstd::{Decoder, Encoder};

use super::manifest::{FORMAT, Manifest, Member};

const MANIFEST: &str = "manifest.json";
/// It holds people's data.
pub const OWNER_ONLY: u32 = 0o600;

/// A backup being written, under another name until it is whole.
pub struct Archive {
    tar: Option<Builder<Encoder<'static, BufWriter<File>>>>,
    part: PathBuf,
    to: PathBuf,
    members: Vec<Member>,
}

impl Archive {
    /// Begins a backup; one that was cut off under the same name is overwritten, a whole one is not.
    pub fn create(to: &Path) -> Result<Self> {
        ensure!(!to.exists(), "{} exists already", to.display());
        let part = beside(to, "part");
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNER_ONLY).open(&part);
        let file = file.with_context(|| format!("{} cannot be written", part.display()))?;
        let mut encoder = Encoder::new(BufWriter::new(file), zstd::DEFAULT_COMPRESSION_LEVEL)?;
        encoder.include_checksum(true)?;
        Ok(Self { tar: Some(Builder::new(encoder)), part, to: to.to_owned(), members: Vec::new() })
    }

    /// A place for what must lie in a file of its own before it is added.
    pub fn scratch(&self) -> PathBuf {
        beside(&self.to, "snapshot")
    }

    /// Adds a member of a size known beforehand.
    pub fn add(&mut self, name: &str, size: u64, from: impl Read) -> Result<()> {
        let mut from = Summed::new(from);
        self.append(name, size, &mut from)?;
        let (read, sha256) = from.close();
        ensure!(read == size, "{name} has changed while it was read");
        self.members.push(Member { name: name.to_owned(), size, sha256 });
        Ok(())
    }

    /// Writes the manifest and lets the backup appear under its name.
    pub fn finish(mut self, manifest: Manifest) -> Result<Manifest> {
        let manifest = Manifest { members: std::mem::take(&mut self.members), ..manifest };
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.append(MANIFEST, text.len() as u64, text.as_slice())?;
        let encoder = self.tar.take().context("the backup is finished already")?.into_inner()?;
        let mut file = encoder.finish()?;
        file.flush()?;
        file.get_ref().sync_all()?;
        fs::rename(&self.part, &self.to)?;
        sync_folder(&self.to)?;
        Ok(manifest)
    }

    fn append(&mut self, name: &str, size: u64, from: impl Read) -> Result<()> {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(OWNER_ONLY);
        header.set_size(size);
        let tar = self.tar.as_mut().context("the backup is finished already")?;
        tar.append_data(&mut header, name, from).with_context(|| format!("{name} cannot be added"))
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.part);
    }
}

/// Reads a backup member by member and tells at the end whether it was whole. What was done with the members before
/// that must not count unless it was.
pub fn read(from: &Path, mut visit: impl FnMut(&str, &mut dyn Read) -> Result<()>) -> Result<Manifest> {
    let file = File::open(from).with_context(|| format!("{} cannot be read", from.display()))?;
    let mut tar = tar::Archive::new(Decoder::new(BufReader::new(file))?);
    let (mut members, mut manifest) = (Vec::new(), None);
    for entry in tar.entries()? {
        let mut entry = entry.context("the backup is damaged")?;
        let name = entry.path()?.to_str().context("a member has no readable name")?.to_owned();
        ensure!(manifest.is_none(), "{name} stands behind the manifest");
        if name == MANIFEST {
            manifest = Some(understand(&mut entry)?);
            continue;
        }
        let mut summed = Summed::new(entry);
        visit(&name, &mut summed)?;
        io::copy(&mut summed, &mut io::sink()).with_context(|| format!("{name} is damaged"))?;
        let (size, sha256) = summed.close();
        members.push(Member { name, size, sha256 });
    }
    // What is compressed ends with a sum of its own.
    io::copy(&mut tar.into_inner(), &mut io::sink()).context("the backup is damaged")?;
    let Some(manifest) = manifest else { bail!("the backup was cut off: its manifest is not there") };
    for (found, said) in members.iter().zip(&manifest.members) {
        ensure!(found == said, "{} is not what was backed up", found.name);
    }
    ensure!(members.len() == manifest.members.len(), "the backup is not whole");
    Ok(manifest)
}

fn understand(entry: &mut impl Read) -> Result<Manifest> {
    let mut text = Vec::new();
    entry.read_to_end(&mut text)?;
    let layout: Layout = serde_json::from_slice(&text).context("the manifest is damaged")?;
    ensure!(
        layout.format <= FORMAT,
        "a newer Gongdan has written this backup; restore it with that version or a later one"
    );
    serde_json::from_slice(&text).context("the manifest is damaged")
}

#[derive(serde::Deserialize)]
struct Layout {
    format: u32,
}

/// A name of the same folder.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// Makes a name that has just appeared outlast a loss of power.
pub fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Sums up whatever is read through it.
struct Summed<R> {
    from: R,
    sha: Sha256,
    read: u64,
}

impl<R: Read> Summed<R> {
    fn new(from: R) -> Self {
        Self { from, sha: Sha256::new(), read: 0 }
    }

    fn close(self) -> (u64, String) {
        let digest = self.sha.finalize();
        (self.read, digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.sha.update(&buffer[..count]);
        self.read += count as u64;
        Ok(count)
    }
}
