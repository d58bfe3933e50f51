//! Handing a file out.

use model::{AttachmentId, Error, ReplyId, Result, Time, attachment::Attachment};
use object_store::ObjectStoreExt;

use super::{fault, place};
use crate::{Ctx, db::Sql, ticket::visibility};

/// A file with its bytes, for whoever may see its ticket; before it has one, for its uploader.
pub async fn open(ctx: &Ctx, id: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let mut tx = ctx.desk.db.read().await?;
    let mut sql = Sql::new(tx.dialect(), SELECT);
    sql.push("\nwhere attachment.tenant_id = ").bind(ctx.tenant);
    sql.push(" and attachment.id = ").bind(id);
    sql.push(" and ((attachment.ticket_id is null and attachment.uploader_id = ").bind(ctx.actor_id());
    sql.push(") or (");
    visibility::present(&mut sql, ctx);
    sql.push("))");
    let row: Row = tx.all_built(sql).await?.pop().ok_or(Error::NotFound)?;
    drop(tx);
    let stored = ctx.desk.files.get(&place(ctx.tenant, &row.hash)).await.map_err(|error| fault(&error))?;
    let bytes = stored.bytes().await.map_err(|error| fault(&error))?;
    Ok((row.into(), bytes.into()))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: AttachmentId,
    reply_id: Option<ReplyId>,
    name: String,
    size: i64,
    media_type: String,
    hash: String,
    created_at: Time,
}

impl From<Row> for Attachment {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            reply_id: row.reply_id,
            name: row.name,
            size: row.size,
            media_type: row.media_type,
            created_at: row.created_at,
        }
    }
}

const SELECT: &str = "
    select attachment.id, attachment.reply_id, attachment.name, attachment.size, attachment.media_type,
           attachment.hash, attachment.created_at
    from attachment
    left join ticket on ticket.tenant_id = attachment.tenant_id and ticket.id = attachment.ticket_id";
