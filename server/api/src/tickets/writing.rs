//! Registering, editing and deleting.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::ticket;
use futures_util::FutureExt;
use model::{
    ticket::{Priority, Status, TicketDetail, TicketForm},
    token::Grant,
};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    at, entity_tag, now, read,
    shape::{NewlyRegistered, RegisteredTicket, Ticket},
};
use crate::{
    BASE,
    extract::{Body, IfMatch, Key, Named},
    gate::{By, WriteTickets},
    params::{Conditional, Deliberate, OfTicket, Repeatable},
    problem::Trouble,
};

/// A ticket to be registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    /// Its title.
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// Its content as HTML; what the editor cannot make is dropped.
    #[schema(min_length = 1, max_length = 100000, example = "<p>三楼停水</p>")]
    content: String,
    /// Its type.
    #[serde(default)]
    type_id: Option<Uuid>,
    /// Its priority; medium unless said otherwise.
    #[serde(default)]
    priority: Option<Priority>,
    /// Its first status; untouched unless said otherwise.
    #[serde(default)]
    status: Option<Status>,
    /// Its tags.
    #[serde(default)]
    #[schema(max_items = 20)]
    tags: Vec<Uuid>,
    /// Whom it is about.
    #[serde(default)]
    contact_id: Option<Uuid>,
    /// For whom it is registered; the person behind the token unless said otherwise.
    #[serde(default)]
    initiator_id: Option<Uuid>,
    /// The department it is for.
    #[serde(default)]
    department_id: Option<Uuid>,
    /// Who shall handle it; nobody leaves it to the pool.
    #[serde(default)]
    handler_id: Option<Uuid>,
    /// Files uploaded before.
    #[serde(default)]
    #[schema(max_items = 20)]
    attachments: Vec<Uuid>,
}

/// What shall change of a ticket; what is left out stays, `null` empties.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketChanges {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// Its title.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    title: Option<String>,
    /// Its content as HTML.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 100000)]
    content: Option<String>,
    /// Its type.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    type_id: Option<Option<Uuid>>,
    /// Its priority.
    #[serde(default)]
    priority: Option<Priority>,
    /// Its status.
    #[serde(default)]
    status: Option<Status>,
    /// All of its tags.
    #[serde(default)]
    #[schema(max_items = 20)]
    tags: Option<Vec<Uuid>>,
    /// Whom it is about.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    contact_id: Option<Option<Uuid>>,
    /// For whom it was registered.
    #[serde(default)]
    initiator_id: Option<Uuid>,
    /// The department it is for.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    department_id: Option<Option<Uuid>>,
    /// Who handles it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    handler_id: Option<Option<Uuid>>,
    /// All files of its content.
    #[serde(default)]
    #[schema(max_items = 20)]
    attachments: Option<Vec<Uuid>>,
}

/// Tells `null` from nothing at all.
pub(crate) fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// Register a ticket
///
/// The same body under the same `Idempotency-Key` makes one ticket, however often it is sent, and is answered with it.
#[utoipa::path(post, path = "/tickets", tag = "tickets", operation_id = "create_ticket",
    security(("token" = ["tickets:write"])), request_body = NewTicket,
    params(Repeatable),
    responses((status = 201, description = "The ticket; without `tickets:read` its number and version",
        body = NewlyRegistered,
        headers(("Location" = String, description = "Its address"), ("ETag" = String, description = "The version")))))]
pub async fn register(
    by: By<WriteTickets>,
    Key(key): Key,
    Body(new): Body<NewTicket>,
) -> Result<Response, Trouble> {
    let number = ticket::register(by.ctx(), &new.form(key)).await?;
    let detail = ticket::detail(by.ctx(), number).await?;
    let version = detail.version;
    let location = [(header::LOCATION, format!("{BASE}/tickets/{number}"))];
    let registered = match by.may(Grant::ReadTickets) {
        true => NewlyRegistered::Ticket(Box::new(read(&by, detail))),
        false => NewlyRegistered::Number(RegisteredTicket { number, version }),
    };
    let tag = [(header::ETAG, entity_tag(version))];
    Ok((StatusCode::CREATED, location, tag, Json(registered)).into_response())
}

/// Edit a ticket
///
/// What is left out stays as it is; `null` empties what may be empty.
#[utoipa::path(patch, path = "/tickets/{number}", tag = "tickets", operation_id = "update_ticket",
    security(("token" = ["tickets:write"])), request_body = TicketChanges,
    params(OfTicket, Conditional),
    responses((status = 200, description = "The ticket as it is now", body = Ticket,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the ticket has gone out of sight, or the token may not read tickets",
        headers(("ETag" = String, description = "The version")))))]
pub async fn edit(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
    Body(changes): Body<TicketChanges>,
) -> Result<Response, Trouble> {
    let seen = seen.or(changes.version)?;
    let ctx = by.ctx();
    let changes = &changes;
    let save = |version| {
        async move {
            let detail = ticket::detail(ctx, number).await?;
            let form = TicketForm { version, ..changes.over(detail) };
            ticket::edit(ctx, number, &form).await
        }
        .boxed()
    };
    at(&by, number, seen, save).await?;
    now(&by, number).await
}

/// Delete a ticket
///
/// It leaves every list; its number is never used again.
#[utoipa::path(delete, path = "/tickets/{number}", tag = "tickets", operation_id = "delete_ticket",
    security(("token" = ["tickets:write"])),
    params(OfTicket, Deliberate),
    responses((status = 204, description = "It is gone")))]
pub async fn delete(
    by: By<WriteTickets>,
    Named(number): Named<i64>,
    seen: IfMatch,
) -> Result<StatusCode, Trouble> {
    at(&by, number, seen.or(None)?, |version| ticket::delete(by.ctx(), number, version).boxed()).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl NewTicket {
    /// As the form that a person would have sent.
    pub fn form(self, key: String) -> TicketForm {
        TicketForm {
            title: self.title,
            content: self.content,
            type_id: id(self.type_id),
            priority: self.priority.map(|it| it.code().to_owned()).unwrap_or_default(),
            status: self.status.map(|it| it.code().to_owned()).unwrap_or_default(),
            tags: ids(&self.tags),
            contact: id(self.contact_id),
            initiator: id(self.initiator_id),
            department: id(self.department_id),
            handler: id(self.handler_id),
            attachments: ids(&self.attachments),
            key,
            version: 0,
        }
    }
}

impl TicketChanges {
    /// The form of the ticket with these changes.
    fn over(&self, now: TicketDetail) -> TicketForm {
        let pick = |change: Option<Option<Uuid>>, now: Option<Uuid>| id(change.unwrap_or(now));
        let files = now.attachments.iter().map(|file| file.id.0).collect();
        let tags = now.tags.iter().map(|tag| tag.id.0).collect();
        TicketForm {
            title: self.title.clone().unwrap_or(now.title),
            content: self.content.clone().unwrap_or(now.content),
            type_id: pick(self.type_id, now.ticket_type.map(|it| it.id.0)),
            priority: self.priority.unwrap_or(now.priority).code().to_owned(),
            status: self.status.unwrap_or(now.status).code().to_owned(),
            tags: ids(self.tags.as_ref().unwrap_or(&tags)),
            contact: pick(self.contact_id, now.contact.map(|it| it.id.0)),
            initiator: id(Some(self.initiator_id.unwrap_or(now.initiator.id.0))),
            department: pick(self.department_id, now.department.map(|it| it.id.0)),
            handler: pick(self.handler_id, now.handler.map(|it| it.id.0)),
            attachments: ids(self.attachments.as_ref().unwrap_or(&files)),
            key: String::new(),
            version: now.version,
        }
    }
}

fn id(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// Ids as forms send them.
pub(crate) fn ids(ids: &[Uuid]) -> Vec<String> {
    ids.iter().map(Uuid::to_string).collect()
}
