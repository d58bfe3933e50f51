//! Requests that change something, and the socket, must come from our own pages.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};
use model::Error;

use super::RequestId;
use crate::{Shared, answer::answer_with};

const FOREIGN: (&str, &str) =
    ("该请求来自其他网站，已被拒绝。", "The request came from another site and was refused.");

/// Refuses what another site sent.
pub async fn origin(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let socket = request.headers().contains_key(header::UPGRADE);
    if (harmless && !socket) || is_ours(&request, &shared.config.base_url()) {
        return next.run(request).await;
    }
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    answer_with(request.headers(), &id, Error::Forbidden, FOREIGN)
}

/// Browsers say where a request comes from. A program that says nothing may pass as long as it has no cookie
/// that could have been lent to it.
fn is_ours(request: &Request, base_url: &str) -> bool {
    let headers = request.headers();
    if let Some(site) = text(headers, "sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(headers, "origin") {
        Some(origin) => {
            origin == base_url || authority(origin).is_some_and(|origin| Some(origin) == host(request))
        }
        None => !headers.contains_key(header::COOKIE),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"))
}

fn authority(origin: &str) -> Option<&str> {
    origin.split_once("://").map(|(_, authority)| authority)
}

fn host(request: &Request) -> Option<&str> {
    text(request.headers(), "host").or_else(|| request.uri().authority().map(|authority| authority.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://desk.example.com";

    fn passes(headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method("POST").uri("/api/reply").header("host", "10.0.0.7:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_ours(&request.body(axum::body::Body::empty()).expect("a valid request"), BASE)
    }

    #[test]
    fn our_own_pages_pass() {
        for headers in [
            &[("sec-fetch-site", "same-origin"), ("cookie", "session=x")][..],
            &[("sec-fetch-site", "none"), ("cookie", "session=x")],
            &[("origin", BASE), ("cookie", "session=x")],
            &[("origin", "http://10.0.0.7:8080"), ("cookie", "session=x")],
            &[],
        ] {
            assert!(passes(headers), "{headers:?}");
        }
    }

    #[test]
    fn what_another_site_sends_is_refused() {
        for headers in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", BASE)],
            &[("origin", "https://evil.example")],
            &[("origin", "https://desk.example.com.evil.example")],
            &[("origin", "null")],
            &[("cookie", "session=x")],
        ] {
            assert!(!passes(headers), "{headers:?}");
        }
        let nameless = Request::builder().method("POST").uri("/api/reply").header("origin", "null");
        assert!(!is_ours(&nameless.body(axum::body::Body::empty()).expect("a valid request"), BASE));
    }
}
