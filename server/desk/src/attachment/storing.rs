//! Taking a file in.

use model::{
    AttachmentId, Error, Problem, Result,
    attachment::{Attachment, FILE_MAX_BYTES},
    policy::Right,
};
use object_store::{Error as StoreError, ObjectStoreExt, PutPayload, path::Path};
use sha2::{Digest, Sha256};

use super::{fault, kind, name, place, sweeping::WAIT_SECONDS};
use crate::Ctx;

/// How many uploads of a person may wait for their forms within a day, after which they are swept away.
const WAITING_MAX: u32 = 200;

/// Checks and keeps a file that belongs to no ticket yet; only its uploader sees it. The bytes are stored
/// before the row that names them.
pub async fn store(ctx: &Ctx, name: &str, bytes: Vec<u8>) -> Result<Attachment> {
    ctx.authorize(Right::Upload)?;
    let file = examine(ctx, name, &bytes).map_err(|problem| Error::at("file", problem))?;
    has_room(ctx).await?;
    let (hash, bytes) = hashed(bytes).await?;
    let (place, bytes) = (place(ctx.tenant, &hash), PutPayload::from(bytes));
    ctx.desk.files.put(&place, bytes.clone()).await.map_err(|error| fault(&error))?;
    let mut tx = ctx.desk.db.write().await?;
    let (name, media_type) = (file.name.as_str(), file.media_type.as_str());
    let binds = (ctx.tenant, file.id, ctx.actor_id(), name, file.size, media_type, hash, file.created_at);
    tx.execute_one(INSERT, binds).await?;
    tx.commit().await?;
    keep(ctx, &place, bytes).await?;
    Ok(file)
}

async fn has_room(ctx: &Ctx) -> Result<()> {
    let limit = i64::from(WAITING_MAX);
    let since = ctx.now().minus_seconds(WAIT_SECONDS);
    let mut tx = ctx.desk.db.read().await?;
    let (waiting,): (i64,) = tx.one(WAITING, (ctx.tenant, ctx.actor_id(), limit, since)).await?;
    if waiting < limit { Ok(()) } else { Err(Error::at("file", Problem::TooMany { max: WAITING_MAX })) }
}

/// Puts the bytes there again if the sweep took those of an older upload away before this one was written down.
async fn keep(ctx: &Ctx, place: &Path, bytes: PutPayload) -> Result<()> {
    match ctx.desk.files.head(place).await {
        Ok(_) => {}
        Err(StoreError::NotFound { .. }) => {
            ctx.desk.files.put(place, bytes).await.map_err(|error| fault(&error))?;
        }
        Err(error) => tracing::warn!(%error, "whether an upload is still there cannot be seen"),
    }
    Ok(())
}

fn examine(ctx: &Ctx, name: &str, bytes: &[u8]) -> Result<Attachment, Problem> {
    let size = bytes.len() as u64;
    if size == 0 {
        return Err(Problem::FileEmpty);
    }
    if size > FILE_MAX_BYTES {
        return Err(Problem::FileTooLarge { max_bytes: FILE_MAX_BYTES });
    }
    let (name, media_type) = accept(name, bytes)?;
    Ok(Attachment {
        id: AttachmentId(ctx.desk.new_id()),
        reply_id: None,
        name,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        media_type: media_type.to_owned(),
        created_at: ctx.now(),
    })
}

/// The name under which a file is kept, and its media type, if it is of a kind that is taken.
pub fn accept(name: &str, bytes: &[u8]) -> Result<(String, &'static str), Problem> {
    let name = name::bare(name);
    let extension = name::extension(&name).ok_or(Problem::FileRefused)?;
    let media_type = kind::media_type(&extension, bytes)?;
    Ok((name, media_type))
}

/// The content's address. Large files take a while, which must not hold up others.
async fn hashed(bytes: Vec<u8>) -> Result<(String, Vec<u8>)> {
    let hash = move || {
        let digest = Sha256::digest(&bytes);
        (digest.iter().map(|byte| format!("{byte:02x}")).collect(), bytes)
    };
    tokio::task::spawn_blocking(hash).await.map_err(|_| Error::Unavailable)
}

const WAITING: &str = "
    select count(*)
    from (
        select id
        from attachment
        where tenant_id = $1 and ticket_id is null and uploader_id = $2 and created_at >= $4
        limit $3
    ) as waiting";

const INSERT: &str = "
    insert into attachment (tenant_id, id, uploader_id, name, size, media_type, hash, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
