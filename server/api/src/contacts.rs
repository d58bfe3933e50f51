//! 联系人 for programs.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::contact;
use model::{ContactId, Error, Problem, contact::ContactForm, token::Grant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    BASE,
    extract::{Body, IfMatch, Key, Named, Params, Seen},
    gate::{By, ReadContacts, WriteContacts},
    params::{Conditional, Repeatable},
    problem::Trouble,
    tickets::{
        TRIES, entity_tag,
        list::{links, page_href},
        overtaken,
        writing::given,
    },
};

const PATH: &str = "/contacts";
const SIZE: u16 = 50;

/// A person who is served.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// The contact.
    id: Uuid,
    /// Their name.
    name: String,
    /// Their phone number.
    phone: Option<String>,
    /// Their e-mail address.
    email: Option<String>,
    /// The organisation they belong to.
    company: Option<String>,
    /// Where they live or have the matter seen to.
    address: Option<String>,
    /// What colleagues should know.
    remark: Option<String>,
    /// Counts every change, also the ETag; only where the contact itself was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
}

impl From<model::contact::Contact> for Contact {
    fn from(contact: model::contact::Contact) -> Self {
        Self {
            id: contact.id.0,
            name: contact.name,
            phone: contact.phone,
            email: contact.email,
            company: contact.company,
            address: contact.address,
            remark: contact.remark,
            version: None,
        }
    }
}

impl Contact {
    fn of((contact, version): (model::contact::Contact, i64)) -> Self {
        Self { version: Some(version), ..contact.into() }
    }
}

impl IntoResponse for Contact {
    fn into_response(self) -> Response {
        let tag = entity_tag(self.version.unwrap_or_default());
        ([(header::ETAG, tag)], Json(self)).into_response()
    }
}

/// What a token that may not read contacts is told of one it has added.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddedContact {
    /// The contact.
    id: Uuid,
    /// Counts every change; also the ETag.
    version: i64,
}

/// A contact that was added, as much as the token may read.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum NewlyAdded {
    /// All of it.
    Contact(Box<Contact>),
    /// Where it is.
    Id(AddedContact),
}

/// A contact to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// Their name.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// Their phone number.
    #[serde(default)]
    #[schema(max_length = 40, example = "138 2216 0477")]
    phone: Option<String>,
    /// Their e-mail address.
    #[serde(default)]
    #[schema(max_length = 254, example = "wang@example.com")]
    email: Option<String>,
    /// The organisation they belong to.
    #[serde(default)]
    #[schema(max_length = 120)]
    company: Option<String>,
    /// Where they live or have the matter seen to.
    #[serde(default)]
    #[schema(max_length = 200)]
    address: Option<String>,
    /// What colleagues should know.
    #[serde(default)]
    #[schema(max_length = 500)]
    remark: Option<String>,
}

/// What shall change of a contact; what is left out stays, `null` empties.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactChanges {
    /// The version this began with, unless `If-Match` says it.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i64>,
    /// Their name.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    /// Their phone number.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 40)]
    phone: Option<Option<String>>,
    /// Their e-mail address.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 254)]
    email: Option<Option<String>>,
    /// The organisation they belong to.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 120)]
    company: Option<Option<String>>,
    /// Where they live or have the matter seen to.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 200)]
    address: Option<Option<String>>,
    /// What colleagues should know.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 500)]
    remark: Option<Option<String>>,
}

/// Which contacts, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// A part of the name, or digits of the phone number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// The page that begins behind this contact.
    before: Option<Uuid>,
    /// How many contacts a page has.
    #[param(minimum = 1, maximum = 200)]
    size: Option<u16>,
}

/// A page of contacts.
#[derive(Serialize, ToSchema)]
pub struct ContactList {
    /// The contacts, those added last first.
    items: Vec<Contact>,
    /// The address of the next page.
    next: Option<String>,
}

/// List contacts
///
/// Those added last first, page by page.
#[utoipa::path(get, path = "/contacts", tag = "contacts", operation_id = "list_contacts",
    security(("token" = ["contacts:read"])), params(ContactQuery),
    responses((status = 200, description = "A page of contacts", body = ContactList,
        headers(("Link" = String, description = "The address of the next page")))))]
pub async fn list(by: By<ReadContacts>, Params(query): Params<ContactQuery>) -> Result<Response, Trouble> {
    let size = query.size.unwrap_or(SIZE);
    let words = short(query.q)?;
    let (rows, more) = contact::list(by.ctx(), &words, query.before.map(ContactId), size).await?;
    let last = rows.last().map(|(contact, _)| contact.id.to_string()).filter(|_| more);
    let next = last.map(|last| {
        let words = Some(words).filter(|words| !words.is_empty());
        page_href(PATH, &[("q", words), ("before", Some(last)), ("size", Some(size.to_string()))])
    });
    let items = rows.into_iter().map(Contact::of).collect();
    Ok((links(next.as_deref(), None), Json(ContactList { items, next })).into_response())
}

/// Add a contact
///
/// The same body under the same `Idempotency-Key` makes one contact, however often it is sent.
#[utoipa::path(post, path = "/contacts", tag = "contacts", operation_id = "create_contact",
    security(("token" = ["contacts:write"])), request_body = NewContact,
    params(Repeatable),
    responses((status = 201, description = "The contact; without `contacts:read` its id and version",
        body = NewlyAdded,
        headers(("Location" = String, description = "Its address"), ("ETag" = String, description = "The version")))))]
pub async fn add(
    by: By<WriteContacts>,
    Key(key): Key,
    Body(new): Body<NewContact>,
) -> Result<Response, Trouble> {
    let form = ContactForm {
        name: new.name,
        phone: new.phone.unwrap_or_default(),
        email: new.email.unwrap_or_default(),
        company: new.company.unwrap_or_default(),
        address: new.address.unwrap_or_default(),
        remark: new.remark.unwrap_or_default(),
    };
    let added = contact::add_once(by.ctx(), &form, &key).await?;
    let location = [(header::LOCATION, format!("{BASE}{PATH}/{}", added.id))];
    let added = Contact::of(contact::find(by.ctx(), added.id).await?);
    let (id, version) = (added.id, added.version.unwrap_or_default());
    let added = match by.may(Grant::ReadContacts) {
        true => NewlyAdded::Contact(Box::new(added)),
        false => NewlyAdded::Id(AddedContact { id, version }),
    };
    let tag = [(header::ETAG, entity_tag(version))];
    Ok((StatusCode::CREATED, location, tag, Json(added)).into_response())
}

/// Get a contact
#[utoipa::path(get, path = "/contacts/{id}", tag = "contacts", operation_id = "get_contact",
    security(("token" = ["contacts:read"])), params(("id" = Uuid, Path, description = "The contact")),
    responses((status = 200, description = "The contact", body = Contact,
        headers(("ETag" = String, description = "The version")))))]
pub async fn find(by: By<ReadContacts>, Named(id): Named<ContactId>) -> Result<Contact, Trouble> {
    Ok(Contact::of(contact::find(by.ctx(), id).await?))
}

/// Edit a contact
///
/// What is left out stays as it is; `null` empties what may be empty.
#[utoipa::path(patch, path = "/contacts/{id}", tag = "contacts", operation_id = "update_contact",
    security(("token" = ["contacts:write"])), request_body = ContactChanges,
    params(("id" = Uuid, Path, description = "The contact"), Conditional),
    responses((status = 200, description = "The contact as it is now", body = Contact,
        headers(("ETag" = String, description = "The version"))),
        (status = 204, description = "Done; the token may not read contacts",
        headers(("ETag" = String, description = "The version")))))]
pub async fn edit(
    by: By<WriteContacts>,
    Named(id): Named<ContactId>,
    seen: IfMatch,
    Body(changes): Body<ContactChanges>,
) -> Result<Response, Trouble> {
    let saved = save(&by, id, seen.or(changes.version)?, &changes).await;
    saved.map_err(|trouble| by.told(trouble, Grant::ReadContacts))?;
    let (now, version) = contact::find(by.ctx(), id).await?;
    match by.may(Grant::ReadContacts) {
        true => Ok(Contact::of((now, version)).into_response()),
        false => Ok((StatusCode::NO_CONTENT, [(header::ETAG, entity_tag(version))]).into_response()),
    }
}

/// Saves at the version that the writer has seen.
async fn save(
    by: &By<WriteContacts>,
    id: ContactId,
    seen: Seen,
    changes: &ContactChanges,
) -> Result<(), Trouble> {
    let ctx = by.ctx();
    let mut tries = 1;
    loop {
        let (now, present) = contact::find(ctx, id).await?;
        let form = changes.clone().over(now);
        let version = match seen {
            Seen::Any => present,
            Seen::ByBody(version) | Seen::ByHeader(version) => version,
        };
        match (contact::edit(ctx, id, &form, version).await, seen) {
            (Err(Error::Conflict(_)), Seen::Any) if tries < TRIES => tries += 1,
            (Err(error), Seen::ByHeader(_)) => return Err(overtaken(error)),
            (done, _) => return Ok(done.map(|_| ())?),
        }
    }
}

impl ContactChanges {
    fn over(self, now: model::contact::Contact) -> ContactForm {
        let pick =
            |change: Option<Option<String>>, now: Option<String>| change.unwrap_or(now).unwrap_or_default();
        ContactForm {
            name: self.name.unwrap_or(now.name),
            phone: pick(self.phone, now.phone),
            email: pick(self.email, now.email),
            company: pick(self.company, now.company),
            address: pick(self.address, now.address),
            remark: pick(self.remark, now.remark),
        }
    }
}

/// What a search for people or contacts may be told: nothing longer than anybody types.
pub(crate) fn short(words: Option<String>) -> model::Result<String> {
    const LONGEST: usize = 100;
    let words = words.unwrap_or_default();
    if words.chars().count() > LONGEST {
        return Err(Error::at("q", Problem::TooLong { max: LONGEST as u32 }));
    }
    Ok(words)
}
