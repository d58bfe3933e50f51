//! What the API says of itself: OpenAPI 3.1, put together from the operations.

mod chinese;

use std::sync::Arc;

use axum::{Router, body::Bytes, http::header, routing::get};
use model::Locale;
use serde_json::Value;
use utoipa::{
    OpenApi, ToSchema,
    openapi::{
        Content, Ref, RefOr, ResponseBuilder, Server,
        path::{Operation, PathItem},
        schema::{Schema, SchemaType, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::{
    BASE, Shared,
    problem::{MEDIA_TYPE, Problem},
};

/// What one must know before the first request.
const ABOUT: &str = "Tickets, contacts and events of a service desk.\n\n\
    Every request shows a personal token in `Authorization: Bearer gd_…`. A token is made under My account, lives for a chosen time, and opens no more than its scopes and its owner's own rights. Answers go by the scopes, too: a write with a token that may not read is answered with a number and a version, and a contact in a ticket is a name without `contacts:read`. Times are RFC 3339 in UTC. Texts of tickets and replies are HTML, cleaned of everything that the editor cannot make.\n\n\
    A write names the version it began with, in `If-Match` or `version`; who is late is told what changed. Errors are `application/problem+json` (RFC 9457) in the language of `Accept-Language`, zh-CN or en.\n\n\
    Webhooks follow Standard Webhooks: check `webhook-signature` (HMAC-SHA256 over `webhook-id`, `webhook-timestamp` and the body, joined by dots), and answer 2xx. The same message may come twice; its `webhook-id` stays the same. The body holds `type` (one of the event types, or `webhook.test`), `timestamp`, and `data`: `event` (the number in `/events`), `actor` with `id` (null when the desk acted), and `ticket` with `id`, `number`, `version` or `contact` with `id`.";

/// What every operation may answer when it does not do what it was asked.
const ALWAYS: [(&str, &str); 8] = [
    ("400", "The request cannot be read"),
    ("401", "No token, or one that does not work"),
    ("403", "The token or the person behind it may not do this"),
    ("404", "It does not exist, or may not be known of"),
    ("422", "Something in it is not valid"),
    ("429", "Too many requests; Retry-After says when to try again"),
    ("500", "A fault of ours; quote instance"),
    ("503", "Not possible now; nothing was changed"),
];

/// What operations that change something may answer besides.
const OF_WRITES: [(&str, &str); 5] = [
    ("409", "It was changed meanwhile, or its state does not allow it"),
    ("412", "What If-Match names has been overtaken"),
    ("413", "Too large"),
    ("415", "The body is not of the kind that is taken"),
    ("428", "The request does not say which version it began with"),
];

/// What does not belong to one operation.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gongdan API", description = ABOUT, license(name = "Apache-2.0", identifier = "Apache-2.0")),
    tags(
        (name = "tickets", description = "Register, read, answer and move tickets."),
        (name = "attachments", description = "Files of tickets and replies."),
        (name = "contacts", description = "The people who are served."),
        (name = "events", description = "What happened since, for programs that keep in step."),
        (name = "references", description = "What tickets point at."),
        (name = "me", description = "The person behind the token."),
    ),
    components(schemas(Problem))
)]
struct Document;

/// The document before its operations are known.
pub fn begin() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    document.servers = Some(vec![Server::new(BASE)]);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("gd_…")
        .description(Some("A personal token, made under My account."))
        .build();
    document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(bearer));
    document
}

/// The document with what all operations have in common.
pub fn finish(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    for item in document.paths.paths.values_mut() {
        each_operation(item, present_or_absent);
        let reads = [&mut item.get];
        for operation in reads.into_iter().flatten() {
            add_problems(operation, &ALWAYS);
        }
        let writes = [&mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in writes.into_iter().flatten() {
            add_problems(operation, &ALWAYS);
            add_problems(operation, &OF_WRITES);
        }
    }
    document
}

fn each_operation(item: &mut PathItem, told: impl Fn(&mut Operation)) {
    let all = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    all.into_iter().flatten().for_each(told);
}

/// A parameter is there or it is not; no address or header says `null`.
fn present_or_absent(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        match &mut parameter.schema {
            Some(RefOr::T(Schema::Object(object))) => object.schema_type = without_null(&object.schema_type),
            Some(RefOr::T(Schema::OneOf(choice))) => choice.items.retain(|item| !is_null(item)),
            _ => {}
        }
    }
}

fn without_null(kind: &SchemaType) -> SchemaType {
    match kind {
        SchemaType::Array(kinds) => match kinds.iter().find(|kind| **kind != Type::Null) {
            Some(kind) => SchemaType::Type(kind.clone()),
            None => kind.clone(),
        },
        kind => kind.clone(),
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

fn add_problems(operation: &mut Operation, problems: &[(&str, &str)]) {
    for (status, description) in problems {
        let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name(Problem::name()))));
        let response = ResponseBuilder::new().description(*description).content(MEDIA_TYPE, content).build();
        operation.responses.responses.insert((*status).to_owned(), RefOr::T(response));
    }
}

/// Gives the document out, to whoever asks.
pub fn routes(document: &Arc<utoipa::openapi::OpenApi>) -> Router<Shared> {
    let written = Bytes::from(serde_json::to_vec(document.as_ref()).unwrap_or_default());
    let json = [(header::CONTENT_TYPE, "application/json")];
    Router::new().route("/openapi.json", get(async move || (json, written)))
}

/// The document in a language: its own is English, and every text has its Chinese.
pub fn in_language(document: &utoipa::openapi::OpenApi, locale: Locale) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    match locale {
        Locale::En => {}
        Locale::ZhCn => each_text(&mut document, &mut |text| {
            if let Some(chinese) = chinese::of(text) {
                *text = chinese.to_owned();
            }
        }),
    }
    document
}

fn is_prose(name: &str) -> bool {
    matches!(name, "description" | "summary")
}

/// Calls for every text that people read.
fn each_text(value: &mut Value, told: &mut impl FnMut(&mut String)) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if is_prose(name) && !text.is_empty() => told(text),
                    field => each_text(field, told),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, told)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn texts() -> BTreeSet<String> {
        let mut document = serde_json::to_value(finish(crate::operations().into_openapi())).expect("json");
        let mut texts = BTreeSet::new();
        each_text(&mut document, &mut |text| texts.extend([text.clone()]));
        texts
    }

    #[test]
    fn every_text_has_its_chinese_and_no_chinese_is_left_over() {
        let texts = texts();
        let missing: Vec<_> = texts.iter().filter(|text| chinese::of(text).is_none()).collect();
        assert!(missing.is_empty(), "{missing:#?}");
        let unused: Vec<_> = chinese::all().filter(|english| !texts.contains(*english)).collect();
        assert!(unused.is_empty(), "{unused:#?}");
    }

    #[test]
    fn the_document_is_openapi_3_1_and_every_operation_names_its_scope() {
        let document = serde_json::to_value(finish(crate::operations().into_openapi())).expect("json");
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().expect("paths").values();
        for operation in paths.flat_map(|item| item.as_object().expect("operations").values()) {
            let id = operation["operationId"].as_str().expect("an id");
            assert!(operation["security"][0]["token"].is_array(), "{id}");
            assert!(operation["responses"]["401"].is_object(), "{id}");
        }
    }
}
