//! Errors as answers over HTTP: the status is set here, and in the slot that pages use.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use model::Error;

use crate::layer::RequestId;

/// An error as JSON, with its status.
pub struct Answer(pub Error);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let Self(error) = self;
        let mut response = (status(&error), Json(&error)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Error::Throttled { retry_after_seconds } = error {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after_seconds));
        }
        response
    }
}

fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Whether the request comes from the address bar or a plain form, not from a program.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// An error for whoever asked: JSON for programs, a bare page for people when not even the shell can be drawn.
pub fn answer(headers: &HeaderMap, request_id: &RequestId, error: Error) -> Response {
    let sentence = sentence(&error);
    answer_with(headers, request_id, error, sentence)
}

/// What a page says, in Chinese and in English.
type Sentence = (&'static str, &'static str);

/// The same, where the page says more than the error.
pub fn answer_with(
    headers: &HeaderMap,
    request_id: &RequestId,
    error: Error,
    (chinese, english): Sentence,
) -> Response {
    let error = match error {
        Error::Internal { .. } => Error::Internal { request_id: request_id.0.clone() },
        error => error,
    };
    if !wants_page(headers) {
        return Answer(error).into_response();
    }
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>工单</title><link rel=\"stylesheet\" href=\"/offline.css\"><main><h1>{chinese}</h1>\
         <p lang=\"en\">{english}</p><p><code>{}</code></p><p><a href=\"/\">返回首页 / Home</a></p></main></html>",
        request_id.0
    );
    (status(&error), [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

fn sentence(error: &Error) -> Sentence {
    match error {
        Error::Throttled { .. } => {
            ("操作过于频繁，请稍后再试。", "Too many requests. Please try again shortly.")
        }
        Error::Forbidden => ("您没有此操作的权限。", "You may not do this."),
        Error::NotFound => ("内容不存在，或您无权查看。", "It does not exist, or you may not see it."),
        Error::Invalid(_) => (
            "链接或提交的内容有误，请返回检查。",
            "The link or what was sent is not right. Please go back and check.",
        ),
        Error::TooLarge { .. } => ("内容过大。", "That is too large."),
        Error::Unavailable => {
            ("服务暂时不可用，请稍后重试。", "The service cannot answer now. Please try again.")
        }
        _ => ("服务器出错了，请稍后重试。", "Something went wrong on the server. Please try again."),
    }
}
