//! 工单回复, 内部备注 and 再追问: three ways to write on a ticket.

use model::{
    Error, Problem, ReplyId, Result,
    event::Event,
    flow::Action,
    policy::Right,
    ticket::{ReplyForm, ReplyKind, form::NewReply},
};

use super::{
    cleaning, moving,
    once::{Claim, Once},
    tally, visibility,
};
use crate::{Ctx, attachment, event};

/// Answers on a ticket, perhaps with a status (提交方式).
pub async fn reply(ctx: &Ctx, number: i64, form: &ReplyForm) -> Result<()> {
    let new = form.parse()?;
    let once = Once::reply(("reply", number), form)?;
    let action = Action::Reply { status: new.status };
    let way = Way { kind: ReplyKind::Reply, right: Right::Reply, action, once };
    write(ctx, number, way, new, form.version).await
}

/// Writes an internal note, which changes nothing else.
pub async fn note(ctx: &Ctx, number: i64, form: &ReplyForm) -> Result<()> {
    let new = without_status(form).parse()?;
    let once = Once::reply(("note", number), form)?;
    let way = Way { kind: ReplyKind::Note, right: Right::Note, action: Action::Note, once };
    write(ctx, number, way, new, form.version).await
}

/// Asks again on a closed ticket, which reopens it; a question must be asked in words.
pub async fn ask_again(ctx: &Ctx, number: i64, form: &ReplyForm) -> Result<()> {
    let new = without_status(form).parse()?;
    if new.content.is_none() {
        return Err(Error::at("content", Problem::Required));
    }
    let once = Once::reply(("ask again", number), form)?;
    let way = Way { kind: ReplyKind::Reply, right: Right::AskAgain, action: Action::AskAgain, once };
    write(ctx, number, way, new, form.version).await
}

fn without_status(form: &ReplyForm) -> ReplyForm {
    ReplyForm { status: String::new(), ..form.clone() }
}

/// One of the three ways to write.
struct Way {
    kind: ReplyKind,
    right: Right,
    action: Action,
    once: Once,
}

async fn write(ctx: &Ctx, number: i64, way: Way, new: NewReply, version: i64) -> Result<()> {
    let content = new.content.as_deref().and_then(cleaning::clean);
    let mut tx = ctx.desk.db.write().await?;
    if let Claim::Answered(_) = way.once.claim(&mut tx, ctx).await? {
        return Ok(());
    }
    let ticket = visibility::find(&mut tx, ctx, number).await?;
    moving::begin(&mut tx, ctx, &ticket, version, way.right).await?;
    let decided = moving::decide(ctx, &ticket, &way.action)?;
    let asks_without_words = way.action == Action::AskAgain && content.is_none();
    let says_nothing = content.is_none() && new.attachments.is_empty() && decided.is_empty();
    if asks_without_words || says_nothing {
        return Err(Error::at("content", Problem::Required));
    }
    let counted = moving::advance(&mut tx, ctx, &ticket, &decided).await?;
    let reply = ReplyId(ctx.desk.new_id());
    let content = content.unwrap_or_default();
    let binds = (ctx.tenant, reply, ticket.id, way.kind, content.as_str(), ctx.actor_id(), ctx.now());
    tx.execute_one(INSERT, binds).await?;
    attachment::bind(&mut tx, ctx, &new.attachments, &content, ticket.id, Some(reply)).await?;
    way.once.answer(&mut tx, ctx, number).await?;
    tally::shift(&mut tx, ctx.tenant, Some(&ticket.counted()), Some(&counted)).await?;
    let written = match way.kind {
        ReplyKind::Reply => Event::Replied { reply },
        ReplyKind::Note => Event::Noted { reply },
    };
    let events = std::iter::once(written).chain(decided).collect();
    event::record_all(&mut tx, ctx, Some(ticket.id), events).await?;
    Ok(tx.commit().await?)
}

const INSERT: &str = "
    insert into reply (tenant_id, id, ticket_id, kind, content, author_id, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)";
