//! Which files belong to which ticket or reply.

use model::{AttachmentId, Error, Problem, ReplyId, Result, TicketId, attachment::Attachment};

use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// All files of a ticket and its replies, in the order of their upload.
pub(crate) async fn of(tx: &mut Tx, ctx: &Ctx, ticket: TicketId) -> Result<Vec<Attachment>, DbError> {
    tx.all(OF, (ctx.tenant, ticket)).await
}

/// The files of a ticket's own content.
pub(crate) async fn of_content(tx: &mut Tx, ctx: &Ctx, ticket: TicketId) -> Result<Vec<Attachment>, DbError> {
    let files = of(tx, ctx, ticket).await?;
    Ok(files.into_iter().filter(|file| file.reply_id.is_none()).collect())
}

/// Gives files that the person has uploaded, and pictures in the text, to a ticket or one of its replies. A
/// file that is not theirs or belongs to something already is refused; such a picture is left where it is.
pub(crate) async fn bind(
    tx: &mut Tx,
    ctx: &Ctx,
    files: &[AttachmentId],
    content: &str,
    ticket: TicketId,
    reply: Option<ReplyId>,
) -> Result<()> {
    if give(tx, ctx, files, ticket, reply).await? != files.len() as u64 {
        return Err(Error::at("attachments", Problem::NotOffered));
    }
    let pictures: Vec<AttachmentId> =
        mentioned(content).into_iter().filter(|id| !files.contains(id)).collect();
    give(tx, ctx, &pictures, ticket, reply).await?;
    Ok(())
}

/// Takes files off a ticket's content. They are swept away later, like any upload that nobody saved.
pub(crate) async fn unbind(
    tx: &mut Tx,
    ctx: &Ctx,
    files: &[AttachmentId],
    ticket: TicketId,
) -> Result<(), DbError> {
    if files.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(tx.dialect(), "update attachment\nset ticket_id = null\nwhere tenant_id = ");
    sql.bind(ctx.tenant);
    sql.push(" and reply_id is null and ticket_id = ").bind(ticket);
    among(&mut sql, files);
    tx.execute_built(sql).await.map(|_| ())
}

/// The files that the text shows or links to.
pub(crate) fn mentioned(content: &str) -> Vec<AttachmentId> {
    let mut ids = Vec::new();
    for rest in content.split("/files/").skip(1) {
        if let Some(Ok(id)) = rest.get(..36).map(str::parse::<AttachmentId>)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    ids
}

async fn give(
    tx: &mut Tx,
    ctx: &Ctx,
    files: &[AttachmentId],
    ticket: TicketId,
    reply: Option<ReplyId>,
) -> Result<u64, DbError> {
    if files.is_empty() {
        return Ok(0);
    }
    let mut sql = Sql::new(tx.dialect(), "update attachment\nset ticket_id = ");
    sql.bind(ticket).push(", reply_id = ").bind(reply);
    sql.push("\nwhere tenant_id = ").bind(ctx.tenant);
    sql.push(" and ticket_id is null and uploader_id = ").bind(ctx.actor_id());
    among(&mut sql, files);
    tx.execute_built(sql).await
}

fn among(sql: &mut Sql, files: &[AttachmentId]) {
    for (nth, &file) in files.iter().enumerate() {
        sql.push(if nth == 0 { " and id in (" } else { ", " }).bind(file);
    }
    sql.push(")");
}

const OF: &str = "
    select id, reply_id, name, size, media_type, created_at
    from attachment
    where tenant_id = $1 and ticket_id = $2
    order by id";
