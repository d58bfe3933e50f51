//! A fault of ours inside a server function: what people read of it carries the number that the log has.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::Error;

use super::RequestId;
use crate::answer::Answer;

/// Puts the request's number into an answer that says that we failed.
pub async fn numbered(request: Request, next: Next) -> Response {
    let RequestId(request_id) = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let mut numbered = Answer(Error::Internal { request_id }).into_response();
    let told = numbered.headers().clone();
    *numbered.headers_mut() = response.headers().clone();
    numbered.headers_mut().extend(told);
    numbered
}
