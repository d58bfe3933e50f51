//! What every answer carries, and what no request may.

mod support;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use model::Error;
use support::{House, asking, calling};
use testkit::on_each;

#[tokio::test]
async fn a_page_runs_only_the_scripts_that_carry_its_nonce() {
    on_each(async |test| {
        let house = House::open(test).await;
        let page = house.visit("/sign-in", None).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        let html = page.text();
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "a script without nonce: <script{tag}>");
        }
        assert!(!html.contains(" style=\""), "a style attribute, which the policy forbids");
        assert!(!html.contains("<style"), "a style element, which the policy forbids");
        let again = house.visit("/sign-in", None).await;
        assert_ne!(again.header("content-security-policy"), policy, "the nonce is used twice");
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_answer_is_guarded() {
    on_each(async |test| {
        let house = House::open(test).await;
        for path in
            ["/sign-in", "/", "/nowhere", "/healthz", "/pkg/boot-1.js", "/sw.js", "/files/1", "/api/nothing"]
        {
            let answer = house.visit(path, None).await;
            assert!(answer.header("content-security-policy").contains("object-src 'none'"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert!(answer.header("permissions-policy").contains("usb=()"), "{path}");
            assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
            assert_eq!(answer.header("strict-transport-security"), "", "{path}");
        }
        let secure = House::with(test, &["--base-url", "https://desk.example.com"]).await;
        assert_eq!(
            secure.visit("/sign-in", None).await.header("strict-transport-security"),
            "max-age=31536000"
        );
    })
    .await;
}

#[tokio::test]
async fn pages_are_never_stored_and_hashed_files_always() {
    on_each(async |test| {
        let house = House::open(test).await;
        assert_eq!(house.visit("/sign-in", None).await.header("cache-control"), "no-store");
        let script = house.visit("/pkg/boot-1.js", None).await;
        assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(script.header("content-type"), "text/javascript");
        assert_eq!(house.visit("/pkg/gongdan-1.wasm", None).await.header("content-type"), "application/wasm");
        assert_eq!(house.visit("/sw.js", None).await.header("cache-control"), "no-cache");
        let manifest = house.visit("/manifest.webmanifest", None).await;
        assert_eq!(manifest.header("content-type"), "application/manifest+json");
        let missing = house.visit("/pkg/boot-2.js", None).await;
        assert_eq!((missing.status, missing.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
        assert_eq!(house.visit("/pkg/../assets.json", None).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_request_from_another_site_changes_nothing() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.administrator().await).await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("x-nothing", "said"),
        ] {
            let request = calling("sign_out", "", Some(&token)).header(name, value);
            let answer = house.send(request.body(Body::empty()).expect("a request")).await;
            assert_eq!(
                (answer.status, answer.error()),
                (StatusCode::FORBIDDEN, Error::Forbidden),
                "{name}: {value}"
            );
        }
        let request = calling("own_sessions", "", Some(&token)).header("origin", "http://127.0.0.1:8080");
        assert_eq!(house.send(request.body(Body::empty()).expect("a request")).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_read() {
    on_each(async |test| {
        let house = House::open(test).await;
        let large = format!("email={}", "x".repeat(2 * 1024 * 1024));
        let answer = house.call("sign_in", &large, None).await;
        assert_eq!(
            (answer.status, answer.error()),
            (StatusCode::PAYLOAD_TOO_LARGE, Error::TooLarge { max_bytes: 2 << 20 })
        );
        let long = format!("/sign-in?next={}", "x".repeat(9000));
        assert_eq!(house.visit(&long, None).await.status, StatusCode::URI_TOO_LONG);
        let wide = asking(Method::GET, "/sign-in", None).header("x-wide", "x".repeat(17_000));
        let answer = house.send(wide.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_asks_too_often_must_wait() {
    on_each(async |test| {
        let house = House::with(test, &["--rate", "1"]).await;
        let mut last = None;
        for _ in 0..8 {
            last = Some(house.call("open_link", "token=x", None).await);
        }
        let last = last.expect("an answer");
        assert_eq!(
            (last.status, last.header(header::RETRY_AFTER.as_str())),
            (StatusCode::TOO_MANY_REQUESTS, "1")
        );
        assert_eq!(house.visit("/pkg/boot-1.js", None).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_the_build_has_compressed_is_sent_to_those_who_take_it() {
    on_each(async |test| {
        let house = House::open(test).await;
        for (taken, sent) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
            let request = asking(Method::GET, "/pkg/gongdan-1.wasm", None).header("accept-encoding", taken);
            let answer = house.send(request.body(Body::empty()).expect("a request")).await;
            assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, sent));
            assert_eq!(answer.header("content-type"), "application/wasm");
            assert_eq!(
                (answer.header("vary"), answer.header("cache-control")),
                ("accept-encoding", "public, max-age=31536000, immutable")
            );
        }
    })
    .await;
}
