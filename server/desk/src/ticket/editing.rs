//! 编辑: every field of the creation form, with a record of what changed.

use model::{
    AttachmentId, Result,
    attachment::Attachment,
    event::Event,
    flow::Action,
    organisation::Tag,
    policy::Right,
    ticket::{Change, Field, NewTicket, TicketForm},
};

use super::{
    choosing::{self, Chosen},
    cleaning, moving,
    once::{Claim, Once},
    row::Ticket,
    sight::Sight,
    tagging,
    tally::{self, Counted},
    visibility,
};
use crate::{
    Ctx, attachment,
    db::{DbError, Tx},
    event,
};

/// Saves the form over the ticket. A form that changes nothing leaves no trace.
pub async fn edit(ctx: &Ctx, number: i64, form: &TicketForm) -> Result<()> {
    let once = Once::ticket(("edit", number), form)?;
    let mut new = form.parse()?;
    new.title = cleaning::line(&new.title);
    new.content = cleaning::required(&new.content)?;
    let mut tx = ctx.desk.db.write().await?;
    if let Claim::Answered(_) = once.claim(&mut tx, ctx).await? {
        return Ok(());
    }
    let before = Before::find(&mut tx, ctx, number).await?;
    moving::begin(&mut tx, ctx, &before.ticket, form.version, Right::EditTicket).await?;
    before.keep_what_was_left_open(form, &mut new);
    let chosen = choosing::choose(&mut tx, ctx, &new, Some(&before.ticket)).await?;
    let action = Action::Edit { status: new.status, handler: chosen.handler.clone() };
    let decided = moving::decide(ctx, &before.ticket, &action)?;
    let mut changes = before.changes(&new, &chosen);
    let files = before.files(&new);
    if changes.is_empty() && decided.is_empty() && files.is_same() {
        return Ok(());
    }
    let counted = moving::advance(&mut tx, ctx, &before.ticket, &decided).await?;
    update(&mut tx, ctx, &before.ticket, &new, &chosen).await?;
    if changes.iter().any(|change| change.field == Field::Tags) {
        tagging::replace(&mut tx, ctx, before.ticket.id, &new.tags).await?;
    }
    changes.extend(before.exchange(&mut tx, ctx, &new, &files).await?);
    once.answer(&mut tx, ctx, number).await?;
    let counted = Counted { type_id: new.type_id, ..counted };
    tally::shift(&mut tx, ctx.tenant, Some(&before.ticket.counted()), Some(&counted)).await?;
    let edited = (!changes.is_empty()).then_some(Event::TicketEdited { changes });
    let events = edited.into_iter().chain(decided).collect();
    let now = Sight { initiator: chosen.initiator.id, handler: counted.handler, department: new.department };
    let left = before.ticket.sight().left(&now);
    event::record_leaving(&mut tx, ctx, before.ticket.id, events, left).await?;
    Ok(tx.commit().await?)
}

/// The ticket as the form found it.
struct Before {
    ticket: Ticket,
    tags: Vec<Tag>,
    attachments: Vec<Attachment>,
}

/// How the files of the form differ from those of the ticket.
struct Files {
    added: Vec<AttachmentId>,
    removed: Vec<AttachmentId>,
}

impl Files {
    fn is_same(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl Before {
    async fn find(tx: &mut Tx, ctx: &Ctx, number: i64) -> Result<Self> {
        let ticket = visibility::find(tx, ctx, number).await?;
        let tags = tagging::of(tx, ctx, ticket.id).await?;
        let attachments = attachment::of_content(tx, ctx, ticket.id).await?;
        Ok(Self { ticket, tags, attachments })
    }

    /// Choices that always have a value keep it when the form leaves them open.
    fn keep_what_was_left_open(&self, form: &TicketForm, new: &mut NewTicket) {
        if form.status.is_empty() {
            new.status = self.ticket.status;
        }
        if form.priority.is_empty() {
            new.priority = self.ticket.priority;
        }
    }

    /// The change record, apart from files, status and handler, which have events of their own.
    fn changes(&self, new: &NewTicket, chosen: &Chosen) -> Vec<Change> {
        let ticket = &self.ticket;
        let mut changes = Vec::new();
        let mut compare = |field, differs: bool, old: Option<String>, new: Option<String>| {
            if differs {
                changes.push(Change { field, old, new });
            }
        };
        let (title, priority) = (Some(ticket.title.clone()), Some(ticket.priority.code().to_owned()));
        let initiator = Some(ticket.initiator_name.clone());
        let tags = self.tags.iter().map(|tag| tag.name.clone()).collect::<Vec<_>>();
        compare(Field::Title, ticket.title != new.title, title, Some(new.title.clone()));
        compare(Field::Content, ticket.content != new.content, None, None);
        compare(
            Field::Type,
            ticket.type_id != new.type_id,
            ticket.type_name.clone(),
            chosen.type_name.clone(),
        );
        compare(
            Field::Priority,
            ticket.priority != new.priority,
            priority,
            Some(new.priority.code().to_owned()),
        );
        compare(Field::Tags, tags != chosen.tag_names, list(&tags), list(&chosen.tag_names));
        compare(
            Field::Contact,
            ticket.contact_id != new.contact,
            ticket.contact_name.clone(),
            chosen.contact_name.clone(),
        );
        compare(
            Field::Initiator,
            ticket.initiator_id != chosen.initiator.id,
            initiator,
            Some(chosen.initiator.name.clone()),
        );
        compare(
            Field::Department,
            ticket.department_id != new.department,
            ticket.department_name.clone(),
            chosen.department_name.clone(),
        );
        changes
    }

    /// Pictures that stand in the text stay, whether the form lists them or not.
    fn files(&self, new: &NewTicket) -> Files {
        let old: Vec<AttachmentId> = self.attachments.iter().map(|file| file.id).collect();
        let in_text = attachment::mentioned(&new.content);
        let stays = |id: &AttachmentId| new.attachments.contains(id) || in_text.contains(id);
        Files {
            added: new.attachments.iter().copied().filter(|id| !old.contains(id)).collect(),
            removed: old.iter().copied().filter(|id| !stays(id)).collect(),
        }
    }

    async fn exchange(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        new: &NewTicket,
        files: &Files,
    ) -> Result<Option<Change>> {
        let ticket = self.ticket.id;
        attachment::unbind(tx, ctx, &files.removed, ticket).await?;
        attachment::bind(tx, ctx, &files.added, &new.content, ticket, None).await?;
        let now = attachment::of_content(tx, ctx, ticket).await?;
        let names =
            |files: &[Attachment]| list(&files.iter().map(|file| file.name.clone()).collect::<Vec<_>>());
        let change = Change { field: Field::Attachments, old: names(&self.attachments), new: names(&now) };
        Ok((self.attachments != now).then_some(change))
    }
}

fn list(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("、"))
}

async fn update(
    tx: &mut Tx,
    ctx: &Ctx,
    before: &Ticket,
    new: &NewTicket,
    chosen: &Chosen,
) -> Result<(), DbError> {
    let binds = (
        ctx.tenant,
        before.id,
        new.title.as_str(),
        new.content.as_str(),
        new.type_id,
        new.priority,
        chosen.initiator.id,
        new.department,
        new.contact,
    );
    tx.execute_one(UPDATE, binds).await
}

const UPDATE: &str = "
    update ticket
    set title = $3, content = $4, type_id = $5, priority = $6, initiator_id = $7, department_id = $8,
        contact_id = $9
    where tenant_id = $1 and id = $2";
