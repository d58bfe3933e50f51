//! What the API says of itself: OpenAPI 3.1, put together from the operations.

use std::sync::Arc;

use axum::{Json, Router, routing::get};
use utoipa::{
    OpenApi, ToSchema,
    openapi::{
        Content, Ref, RefOr, ResponseBuilder, Server,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::{
    BASE, Shared,
    problem::{MEDIA_TYPE, Problem},
};

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

/// Gongdan (工单): tickets, contacts and events of a service desk.
///
/// Every request shows a personal token in `Authorization: Bearer gd_…`. A token is made under My account, lives for a
/// chosen time, and opens no more than its scopes and its owner's own rights. Times are RFC 3339 in UTC. Texts of tickets and
/// replies are HTML, cleaned of everything that the editor cannot make. Errors are `application/problem+json` (RFC 9457) in
/// the language of `Accept-Language`, zh-CN or en.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gongdan API", license(name = "Apache-2.0", identifier = "Apache-2.0")),
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

fn add_problems(operation: &mut Operation, problems: &[(&str, &str)]) {
    for (status, description) in problems {
        let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name(Problem::name()))));
        let response = ResponseBuilder::new().description(*description).content(MEDIA_TYPE, content).build();
        operation.responses.responses.insert((*status).to_owned(), RefOr::T(response));
    }
}

/// Gives the document out, to whoever asks.
pub fn routes(document: &Arc<utoipa::openapi::OpenApi>) -> Router<Shared> {
    let document = Arc::clone(document);
    Router::new().route("/openapi.json", get(async move || Json(document.as_ref().clone())))
}
