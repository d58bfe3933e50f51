//! What lies beside the database: the attachments' contents, each once, and the rows of imports.

use std::{
    collections::HashSet,
    io::{self, Cursor, Read},
    sync::Arc,
};

use anyhow::{Context, Result};
use futures_util::{Stream, StreamExt};
use model::{ImportId, TenantId};
use object_store::{
    Error as StoreError, GetResult, ObjectStore, ObjectStoreExt, buffered::BufWriter, path::Path,
};
use tokio::{io::AsyncWriteExt, runtime::Handle};

use super::archive::Archive;
use crate::{Settings, attachment, import, open_files};

const FOLDER: &str = "files/";
/// How many bytes are put into the store at once.
const BLOCK: usize = 64 * 1024;

/// A content that the database names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    place: Path,
    /// Whether a ticket has it; not so an upload that nobody has saved yet, and rows that can be uploaded again.
    saved: bool,
}

/// A row of [`CONTENTS`].
pub type OfAttachment = (TenantId, String, i64);
/// A row of [`IMPORTS`].
pub type OfImport = (TenantId, ImportId);

/// What the rows name.
pub fn contents(attachments: Vec<OfAttachment>, imports: Vec<OfImport>) -> Vec<Content> {
    let attachments = attachments
        .into_iter()
        .map(|(tenant, hash, saved)| Content { place: attachment::place(tenant, &hash), saved: saved != 0 });
    let imports =
        imports.into_iter().map(|(tenant, id)| Content { place: import::place(tenant, id), saved: false });
    attachments.chain(imports).collect()
}

/// The store, and what has been copied from it.
pub struct Files {
    store: Arc<dyn ObjectStore>,
    copied: HashSet<Path>,
}

impl Files {
    /// The store of these settings.
    pub fn open(settings: &Settings) -> Result<Self> {
        Ok(Self { store: open_files(&settings.data_dir)?, copied: HashSet::new() })
    }

    /// How many contents have been copied.
    pub fn count(&self) -> u64 {
        self.copied.len() as u64
    }

    /// Adds the contents that have not been copied yet, and answers which of those that tickets have are not there.
    pub async fn add(&mut self, archive: &mut Archive, wanted: Vec<Content>) -> Result<Vec<String>> {
        let mut missing = Vec::new();
        for Content { place, saved } in wanted {
            if self.copied.contains(&place) {
                continue;
            }
            let Some(found) = self.find(&place).await? else {
                if saved {
                    missing.push(place.to_string());
                }
                continue;
            };
            let name = format!("{FOLDER}{place}");
            let size = found.meta.size;
            let bytes = Blocking { parts: found.into_stream(), part: Cursor::default() };
            tokio::task::block_in_place(|| archive.add(&name, size, bytes))?;
            self.copied.insert(place);
        }
        Ok(missing)
    }

    async fn find(&self, place: &Path) -> Result<Option<GetResult>> {
        match self.store.get(place).await {
            Ok(found) => Ok(Some(found)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("{place} cannot be read")),
        }
    }

    /// Puts a member of a backup into the store, if it is a content; what is there under its address is the same.
    pub async fn put(&mut self, name: &str, from: &mut dyn Read) -> Result<bool> {
        let Some(place) = name.strip_prefix(FOLDER) else { return Ok(false) };
        let place = Path::parse(place).context("a content has no address")?;
        let mut target = BufWriter::new(self.store.clone(), place);
        let mut block = vec![0; BLOCK];
        loop {
            match from.read(&mut block)? {
                0 => break,
                read => target.write_all(&block[..read]).await?,
            }
        }
        target.shutdown().await?;
        Ok(true)
    }
}

/// Reads what a store gives piece by piece, where waiting holds nobody up.
struct Blocking<S, B> {
    parts: S,
    part: Cursor<B>,
}

impl<S, B> Read for Blocking<S, B>
where
    S: Stream<Item = object_store::Result<B>> + Unpin,
    B: AsRef<[u8]>,
{
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.part.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match Handle::current().block_on(self.parts.next()) {
                Some(part) => self.part = Cursor::new(part.map_err(io::Error::other)?),
                None => return Ok(0),
            }
        }
    }
}

/// The attachments' contents, for both engines.
pub const CONTENTS: &str = "
    select tenant_id, hash, max(cast(case when ticket_id is null then 0 else 1 end as bigint)) as saved
    from attachment
    group by tenant_id, hash";

/// The imports whose rows may still be there, for both engines.
pub const IMPORTS: &str = "
    select tenant_id, id
    from import";
