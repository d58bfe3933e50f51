//! 工单处理界面: everything that the page of one ticket shows.

use std::collections::HashMap;

use model::{
    ReplyId, Result, TicketId,
    attachment::Attachment,
    event::Event,
    flow,
    ticket::{Entry, Reply, ReplyKind, TicketDetail},
};

use super::{log, tagging, visibility};
use crate::{
    Ctx, attachment,
    db::{DbError, Tx},
};

/// The ticket of that number with its whole story, and what the reader may do now.
pub async fn detail(ctx: &Ctx, number: i64) -> Result<TicketDetail> {
    let mut tx = ctx.desk.db.read().await?;
    let ticket = visibility::find(&mut tx, ctx, number).await?;
    let tags = tagging::of(&mut tx, ctx, ticket.id).await?;
    let (entries, attachments) = story(&mut tx, ctx, ticket.id).await?;
    let (flow, standing) = (ticket.flow(), ticket.standing());
    Ok(TicketDetail {
        id: ticket.id,
        number: ticket.number,
        version: ticket.version,
        status: ticket.status,
        priority: ticket.priority,
        ticket_type: ticket.ticket_type(),
        contact: ticket.contact(),
        creator: ticket.creator(),
        initiator: ticket.initiator(),
        assignee: ticket.assignee(),
        handler: ticket.handler(),
        department: ticket.department(),
        created_at: ticket.created_at,
        updated_at: ticket.updated_at,
        closed_at: ticket.closed_at,
        starred: ticket.starred_at.is_some(),
        steps: flow::track(&flow, &standing, &entries),
        actions: flow::allowed(&flow, &standing, &ticket.actor(ctx)),
        title: ticket.title,
        content: ticket.content,
        tags,
        attachments,
        entries,
    })
}

type ByReply = HashMap<ReplyId, Vec<Attachment>>;

/// The files of the ticket's own content, and those of its replies.
async fn files(tx: &mut Tx, ctx: &Ctx, ticket: TicketId) -> Result<(Vec<Attachment>, ByReply), DbError> {
    let (mut own, mut of_replies) = (Vec::new(), ByReply::new());
    for file in attachment::of(tx, ctx, ticket).await? {
        match file.reply_id {
            None => own.push(file),
            Some(reply) => of_replies.entry(reply).or_default().push(file),
        }
    }
    Ok((own, of_replies))
}

/// What happened, with its texts and files, and the ticket's own files. The log is read first: what it names is there
/// by then, even if somebody writes meanwhile.
async fn story(tx: &mut Tx, ctx: &Ctx, ticket: TicketId) -> Result<(Vec<Entry>, Vec<Attachment>), DbError> {
    let mut entries = log::since(tx, ctx, ticket, -1).await?;
    let rows: Vec<(ReplyId, ReplyKind, String)> = tx.all(REPLIES, (ctx.tenant, ticket)).await?;
    let (own, mut files) = files(tx, ctx, ticket).await?;
    let replies = rows.into_iter().map(|(id, kind, content)| {
        let attachments = files.remove(&id).unwrap_or_default();
        (id, Reply { id, kind, content, attachments })
    });
    let mut replies: HashMap<ReplyId, Reply> = replies.collect();
    for entry in &mut entries {
        if let Event::Replied { reply } | Event::Noted { reply } = &entry.event {
            entry.reply = replies.remove(reply);
        }
    }
    Ok((entries, own))
}

const REPLIES: &str = "
    select id, kind, content
    from reply
    where tenant_id = $1 and ticket_id = $2
    order by id";
