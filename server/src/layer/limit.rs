//! How much a request may carry.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::Error;

use super::RequestId;
use crate::answer::answer;

/// The most bytes of a form: the longest text with every character percent-encoded, and room for the rest.
pub const FORM_MAX_BYTES: usize = 2 * 1024 * 1024;
const URI_MAX_BYTES: usize = 8 * 1024;
const HEADERS_MAX_BYTES: usize = 16 * 1024;

/// Refuses addresses and headers longer than any of ours.
pub async fn head(request: Request, next: Next) -> Response {
    let uri = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    let headers: usize =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let is_api = api::answers(request.uri().path());
    match (uri > URI_MAX_BYTES, headers > HEADERS_MAX_BYTES) {
        (true, _) if is_api => api::long_address(request.headers()),
        (_, true) if is_api => api::long_headers(request.headers()),
        (true, _) => StatusCode::URI_TOO_LONG.into_response(),
        (_, true) => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response(),
        _ => next.run(request).await,
    }
}

/// Takes in the whole form before the server function sees it, or says how large it may be.
pub async fn api_body(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let (parts, body) = request.into_parts();
    let error = Error::TooLarge { max_bytes: FORM_MAX_BYTES as u64 };
    if announced(&parts.headers) > FORM_MAX_BYTES as u64 {
        return answer(&parts.headers, &id, error);
    }
    match to_bytes(body, FORM_MAX_BYTES).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) => answer(&parts.headers, &id, error),
    }
}

/// The size that the request says its body has.
pub fn announced(headers: &HeaderMap) -> u64 {
    headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0)
}
