//! The public API at `/api/v1`: what programs can ask of the desk with a personal token. It knows no cookies, so no
//! page of another site can use a browser to ask in somebody's name.

mod attachments;
mod contacts;
mod document;
mod events;
mod extract;
mod gate;
mod instant;
mod me;
mod page;
mod params;
pub mod payload;
mod problem;
mod references;
mod tickets;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderMap, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use desk::Desk;
use model::Error;
use utoipa_axum::{router::OpenApiRouter, routes};

use problem::Trouble;

/// Where the API lies.
pub const BASE: &str = "/api/v1";
/// The most bytes of a JSON body.
const BODY_MAX_BYTES: usize = 2 * 1024 * 1024;
/// The most bytes of a request that brings a file.
const UPLOAD_MAX_BYTES: usize = model::attachment::FILE_MAX_BYTES as usize + 1024 * 1024;

/// What the API needs.
pub struct Settings {
    /// The desk.
    pub desk: Desk,
    /// The address of the style sheet that the page of the document wears.
    pub style: String,
}

/// The address that a request comes from, as far as the server knows it.
#[derive(Clone, Debug, Default)]
pub struct Address(pub String);

type Shared = Arc<Settings>;

/// The API, its document and the page of that.
pub fn router(settings: Settings) -> Router {
    let settings = Arc::new(settings);
    let (v1, described) = operations().split_for_parts();
    let document = Arc::new(document::finish(described));
    let v1 = v1
        .merge(document::routes(&document))
        .fallback(async || Trouble::from(Error::NotFound))
        .method_not_allowed_fallback(async || Trouble::Method)
        .layer(middleware::from_fn(no_store))
        .layer(middleware::from_fn(problem::worded))
        .with_state(Arc::clone(&settings));
    Router::new().nest(BASE, v1).route("/api/docs", get(page::page).with_state((settings, document)))
}

fn operations() -> OpenApiRouter<Shared> {
    let files = OpenApiRouter::new()
        .routes(routes!(attachments::upload))
        .layer(DefaultBodyLimit::max(UPLOAD_MAX_BYTES));
    OpenApiRouter::with_openapi(document::begin())
        .routes(routes!(me::me))
        .routes(routes!(tickets::list::list, tickets::writing::register))
        .routes(routes!(tickets::reading::find, tickets::writing::edit, tickets::writing::delete))
        .routes(routes!(tickets::answers::reply))
        .routes(routes!(tickets::answers::note))
        .routes(routes!(tickets::answers::ask_again))
        .routes(routes!(tickets::answers::close))
        .routes(routes!(tickets::moves::assign))
        .routes(routes!(tickets::moves::take))
        .routes(routes!(tickets::moves::star, tickets::moves::unstar))
        .routes(routes!(attachments::list))
        .routes(routes!(attachments::download))
        .routes(routes!(contacts::list, contacts::add))
        .routes(routes!(contacts::find, contacts::edit))
        .routes(routes!(events::list))
        .routes(routes!(references::types))
        .routes(routes!(references::tags))
        .routes(routes!(references::departments))
        .routes(routes!(references::people))
        .layer(DefaultBodyLimit::max(BODY_MAX_BYTES))
        .merge(files)
}

/// Whether the path belongs to the API, whose errors are told as RFC 9457 asks.
pub fn answers(path: &str) -> bool {
    path.strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An error of the server's own in the words of the API.
pub fn refusal(headers: &HeaderMap, error: Error) -> Response {
    problem::answer(headers, &error.into())
}

/// The answer to a request whose address is longer than any of ours.
pub fn long_address(headers: &HeaderMap) -> Response {
    problem::answer(headers, &Trouble::LongAddress)
}

/// The answer to a request whose headers are longer than any that are needed.
pub fn long_headers(headers: &HeaderMap) -> Response {
    problem::answer(headers, &Trouble::LongHeaders)
}

async fn no_store(request: axum::extract::Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
