//! A problem as programs read it.

use model::{Error, Locale, Problem as Wrong, ticket::Field};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Trouble, words};
use crate::instant::written;

/// What went wrong, as RFC 9457 shapes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is; stays the same in every language.
    #[serde(rename = "type")]
    #[schema(format = "uri", example = "urn:gongdan:problem:invalid")]
    kind: String,
    /// What happened, in the language of Accept-Language.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What to do about it.
    detail: String,
    /// The number of the request, which the log of the server knows.
    #[schema(format = "uri")]
    instance: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldProblem>,
    /// What others changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict: Option<Overtaken>,
    /// The ticket that an earlier request made.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field; empty when it is the whole.
    field: String,
    /// What is wrong; stays the same in every language.
    code: &'static str,
    /// What is wrong, in words.
    detail: String,
}

/// What another person changed first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overtaken {
    /// The version to write against next.
    version: i64,
    /// Who was first; only for tokens that may read it.
    by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// What differs from the version that was named; empty unless the token may read it.
    changes: Vec<Change>,
}

/// One property that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What it was.
    pub old: Option<String>,
    /// What it became.
    pub new: Option<String>,
}

impl From<model::ticket::Change> for Change {
    fn from(change: model::ticket::Change) -> Self {
        let model::ticket::Change { field, old, new } = change;
        Self { field, old, new }
    }
}

impl Problem {
    /// The trouble in words, with the number of the request it came from.
    pub fn new(trouble: &Trouble, locale: Locale, request_id: Option<&str>) -> Self {
        let (title, detail) = words::of(trouble, locale);
        Self {
            kind: format!("urn:gongdan:problem:{}", trouble.code()),
            title: title.to_owned(),
            status: trouble.status().as_u16(),
            detail,
            instance: instance(request_id.unwrap_or_default()),
            errors: errors(trouble, locale),
            conflict: overtaken(trouble),
            number: match trouble {
                Trouble::Desk(Error::Registered { number }) => Some(*number),
                _ => None,
            },
        }
    }
}

fn instance(request_id: &str) -> String {
    let id = request_id.parse::<uuid::Uuid>().unwrap_or_default();
    format!("urn:uuid:{id}")
}

fn errors(trouble: &Trouble, locale: Locale) -> Vec<FieldProblem> {
    let Trouble::Desk(Error::Invalid(errors)) = trouble else { return Vec::new() };
    let told = errors.0.iter().map(|(field, wrong)| FieldProblem {
        field: named(field, wrong).to_owned(),
        code: code(wrong),
        detail: words::of_field(wrong, locale),
    });
    told.collect()
}

/// The field as programs name it: forms call what is picked by its name, the API says that it wants an id. Filters are
/// called alike everywhere.
fn named<'a>(field: &'a str, wrong: &Wrong) -> &'a str {
    match (field, wrong) {
        (field, Wrong::UnknownFilter) => field,
        ("handler", _) => "handler_id",
        ("contact", _) => "contact_id",
        ("initiator", _) => "initiator_id",
        ("department", _) => "department_id",
        (field, _) => field,
    }
}

fn overtaken(trouble: &Trouble) -> Option<Overtaken> {
    let (Trouble::Desk(Error::Conflict(conflict)) | Trouble::Overtaken(conflict)) = trouble else {
        return None;
    };
    Some(Overtaken {
        version: conflict.version,
        by: conflict.by.as_ref().map(|who| who.name.clone()),
        at: written(conflict.at),
        changes: conflict.changes.iter().cloned().map(Change::from).collect(),
    })
}

fn code(wrong: &Wrong) -> &'static str {
    match wrong {
        Wrong::Required => "required",
        Wrong::TooLong { .. } => "too_long",
        Wrong::TooShort { .. } => "too_short",
        Wrong::TooMany { .. } => "too_many",
        Wrong::NotAnEmail => "not_an_email",
        Wrong::NotAPhone => "not_a_phone",
        Wrong::NotOffered => "not_offered",
        Wrong::Taken => "taken",
        Wrong::WrongCredentials => "wrong_credentials",
        Wrong::TooCommon => "too_common",
        Wrong::OutsideDepartment => "outside_department",
        Wrong::FileTooLarge { .. } => "file_too_large",
        Wrong::FileRefused => "file_refused",
        Wrong::FileEmpty => "file_empty",
        Wrong::UnknownFilter => "unknown_filter",
        Wrong::NotAUrl => "not_a_url",
        Wrong::UrlRefused => "url_refused",
        Wrong::DateRefused => "date_refused",
        Wrong::KeyReused => "key_reused",
        Wrong::Ambiguous => "ambiguous",
        Wrong::Unreadable(_) => "unreadable",
        Wrong::NotWritten => "not_written",
    }
}
