//! A number for every request: in the log, in the answer, and in what people quote when they ask for help.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, debug, info_span};

use crate::Shared;

/// The header that carries it, inwards and outwards.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of the request under way.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

/// Numbers the request, and opens the span in which everything about it is logged.
pub async fn request_id(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let id = shared.desk.new_id().simple().to_string();
    let value = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("unknown"));
    let span = info_span!("request", id, method = %request.method(), path = logged(request.uri().path()));
    request.headers_mut().insert(HEADER, value.clone());
    request.extensions_mut().insert(RequestId(id));
    let answer = async {
        let mut response = next.run(request).await;
        debug!(status = response.status().as_u16(), "answered");
        response.headers_mut().insert(HEADER, value);
        response
    };
    answer.instrument(span).await
}

/// The path as the log may show it: without the secret of a one-time link.
fn logged(path: &str) -> &str {
    if path.starts_with("/setup/") { "/setup/…" } else { path }
}
