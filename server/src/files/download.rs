//! `GET /files/{id}`: to look at, or with `?download=1` to save.

use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::attachment;
use model::{AttachmentId, Error, attachment::Attachment};

use super::{
    disposition::{disposition, is_shown},
    range::{Part, part},
};
use crate::{
    answer::answer,
    layer::{RequestId, SignedIn},
};

/// What a file may do when a browser shows it: nothing but be seen or heard.
const POLICY: &str = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; \
                      frame-ancestors 'self'";
/// The PDF viewers of browsers do not start in a sandbox; they are one themselves.
const PDF_POLICY: &str =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// Gives out a file that belongs to something the person may see.
pub async fn download(
    SignedIn(ctx): SignedIn,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let save = query.is_some_and(|query| query.split('&').any(|pair| pair == "download=1"));
    let opened = match id.parse::<AttachmentId>() {
        Ok(id) => attachment::open(&ctx, id).await,
        Err(_) => Err(Error::NotFound),
    };
    match opened {
        Ok((file, bytes)) => give(&file, bytes, save, headers.get(header::RANGE)),
        Err(error) => answer(&headers, &request, error),
    }
}

fn give(file: &Attachment, bytes: Vec<u8>, save: bool, range: Option<&HeaderValue>) -> Response {
    let shown = !save && is_shown(&file.media_type);
    let content_type =
        if shown { content_type(&file.media_type, &bytes) } else { "application/octet-stream".into() };
    let length = bytes.len() as u64;
    let mut response = match part(range.and_then(|range| range.to_str().ok()), length) {
        Part::Whole => Body::from(bytes).into_response(),
        Part::Range { first, last } => {
            let bytes = bytes.get(first as usize..=last as usize).unwrap_or_default().to_vec();
            let range = format!("bytes {first}-{last}/{length}");
            (StatusCode::PARTIAL_CONTENT, [(header::CONTENT_RANGE, range)], bytes).into_response()
        }
        Part::Beyond => {
            let range = format!("bytes */{length}");
            (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, range)]).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(&content_type));
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition(shown, &file.name)));
    let policy = if file.media_type == "application/pdf" { PDF_POLICY } else { POLICY };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

/// The type, and for text its encoding: UTF-8, or else what Chinese Windows writes.
fn content_type(media_type: &str, bytes: &[u8]) -> String {
    match (media_type.starts_with("text/"), std::str::from_utf8(bytes)) {
        (false, _) => media_type.to_owned(),
        (true, Ok(_)) => format!("{media_type}; charset=utf-8"),
        (true, Err(_)) => format!("{media_type}; charset=gb18030"),
    }
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
