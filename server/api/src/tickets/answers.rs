//! Writing on a ticket: replies, notes, asking again, and closing with or without words.

use axum::response::Response;
use desk::{Ctx, ticket};
use futures_util::{FutureExt, future::BoxFuture};
use model::{
    Result,
    ticket::{ReplyForm, Status},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{at, now, shape::Ticket, writing::ids};
use crate::{
    extract::{Body, IfMatch, Key, Named},
    gate::{By, WriteTickets},
    params::{Conditional, OfTicket, Repeatable},
    problem::Trouble,
};

/// A reply.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The text as HTML; may be left out when files or a status speak.
    #[serde(default)]
    #[schema(max_length = 100000)]
    content: Option<String>,
    /// The status to submit with; the flow decides when it is left out.
    #[serde(default)]
    status: Option<Status>,
    /// Files uploaded before.
    #[serde(default)]
    #[schema(max_items = 20)]
    attachments: Vec<Uuid>,
}

/// A note, or a question on a closed ticket.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// The text as HTML.
    #[schema(min_length = 1, max_length = 100000)]
    content: String,
    /// Files uploaded before.
    #[serde(default)]
    #[schema(max_items = 20)]
    attachments: Vec<Uuid>,
}

/// Last words, or none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// A last reply as HTML.
    #[serde(default)]
    #[schema(max_length = 100000)]
    content: Option<String>,
}

type Write = for<'a> fn(&'a Ctx, i64, ReplyForm) -> BoxFuture<'a, Result<()>>;

/// Writes at the version that the writer has seen, and answers the ticket.
async fn write(
    by: &By<WriteTickets>,
    number: i64,
    (seen, version): (IfMatch, Option<i64>),
    form: ReplyForm,
    write: Write,
) -> Result<Response, Trouble> {
    let seen = seen.or(version)?;
    at(by, number, seen, |version| write(by.ctx(), number, ReplyForm { version, ..form.clone() })).await?;
    now(by, number).await
}

/// Reply
///
/// Whoever handles the ticket may choose the status it is submitted with.
#[utoipa::path(post, path = "/tickets/{number}/replies", tag = "tickets", operation_id = "reply_to_ticket",
    security(("token" = ["tickets:write"])), request_body = NewReply,
    params(OfTicket, Conditional, Repeatable),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn reply(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Key(key): Key,
    Body(new): Body<NewReply>,
) -> Result<Response, Trouble> {
    let form = ReplyForm {
        content: new.content.unwrap_or_default(),
        status: new.status.map(|status| status.code().to_owned()).unwrap_or_default(),
        attachments: ids(&new.attachments),
        key,
        version: 0,
    };
    let say: Write = |ctx, number, form| async move { ticket::reply(ctx, number, &form).await }.boxed();
    write(&by, number, (seen, new.version), form, say).await
}

/// Write a note
///
/// An internal note, for staff only; it changes nothing else.
#[utoipa::path(post, path = "/tickets/{number}/notes", tag = "tickets", operation_id = "note_on_ticket",
    security(("token" = ["tickets:write"])), request_body = NewNote,
    params(OfTicket, Conditional, Repeatable),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn note(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Key(key): Key,
    Body(new): Body<NewNote>,
) -> Result<Response, Trouble> {
    let version = new.version;
    let say: Write = |ctx, number, form| async move { ticket::note(ctx, number, &form).await }.boxed();
    write(&by, number, (seen, version), new.form(key), say).await
}

/// Ask again
///
/// On a closed ticket; it reopens it.
#[utoipa::path(post, path = "/tickets/{number}/questions", tag = "tickets", operation_id = "ask_again_on_ticket",
    security(("token" = ["tickets:write"])), request_body = NewNote,
    params(OfTicket, Conditional, Repeatable),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn ask_again(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Key(key): Key,
    Body(new): Body<NewNote>,
) -> Result<Response, Trouble> {
    let version = new.version;
    let say: Write = |ctx, number, form| async move { ticket::ask_again(ctx, number, &form).await }.boxed();
    write(&by, number, (seen, version), new.form(key), say).await
}

/// Close a ticket
///
/// With a last reply or without.
#[utoipa::path(post, path = "/tickets/{number}/close", tag = "tickets", operation_id = "close_ticket",
    security(("token" = ["tickets:write"])), request_body = Closing,
    params(OfTicket, Conditional, Repeatable),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn close(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Key(key): Key,
    Body(new): Body<Closing>,
) -> Result<Response, Trouble> {
    let form = ReplyForm {
        content: new.content.unwrap_or_default(),
        status: Status::Closed.code().to_owned(),
        key,
        ..ReplyForm::default()
    };
    let say: Write = |ctx, number, form| async move { ticket::reply(ctx, number, &form).await }.boxed();
    write(&by, number, (seen, new.version), form, say).await
}

impl NewNote {
    fn form(self, key: String) -> ReplyForm {
        ReplyForm {
            content: self.content,
            status: String::new(),
            attachments: ids(&self.attachments),
            key,
            version: 0,
        }
    }
}
