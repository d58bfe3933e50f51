//! Files that people upload, harmless or not.

mod support;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use model::{Error, attachment::FILE_MAX_BYTES};
use serde_json::Value;
use support::{Answer, House, asking, multipart::upload};
use testkit::on_each;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

fn href(answer: &Answer) -> String {
    let stored: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{answer:?}"));
    stored["href"].as_str().expect("an address").to_owned()
}

#[tokio::test]
async fn a_picture_is_shown_and_can_be_saved_under_its_name() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let stored = house.send(upload(Some(&token), "现场.png", PNG)).await;
        assert_eq!(stored.status, StatusCode::OK, "{}", stored.text());
        let shown = house.visit(&href(&stored), Some(&token)).await;
        assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/png"));
        assert_eq!(shown.body, PNG);
        assert!(shown.header("content-disposition").starts_with("inline;"));
        assert!(shown.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        let saved = house.visit(&(href(&stored) + "?download=1"), Some(&token)).await;
        assert_eq!(
            saved.header("content-disposition"),
            "attachment; filename=\"__.png\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.png"
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_that_can_run_is_ever_shown() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        for (name, content) in [
            ("a.svg", SVG),
            ("a.html", b"<!doctype html><script>alert(1)</script>"),
            ("a.xml", b"<?xml version='1.0'?><a/>"),
        ] {
            let stored = house.send(upload(Some(&token), name, content)).await;
            if stored.status != StatusCode::OK {
                assert_eq!(stored.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
                continue;
            }
            let given = house.visit(&href(&stored), Some(&token)).await;
            assert!(given.header("content-disposition").starts_with("attachment;"), "{name}");
            assert_eq!(given.header("content-type"), "application/octet-stream", "{name}");
            assert_eq!(given.header("x-content-type-options"), "nosniff", "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_disguised_file_is_refused_or_told_by_its_content() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        for content in [&b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0"[..], SVG] {
            let stored = house.send(upload(Some(&token), "现场.png", content)).await;
            if stored.status == StatusCode::OK {
                let given = house.visit(&href(&stored), Some(&token)).await;
                assert!(given.header("content-disposition").starts_with("attachment;"));
            } else {
                assert_eq!(stored.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stored.text());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_path_in_a_file_name_leads_nowhere() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        for name in ["../../etc/passwd.png", "..\\\\..\\\\boot.png", "/etc/cron.d/x.png"] {
            let stored = house.send(upload(Some(&token), name, PNG)).await;
            assert_eq!(stored.status, StatusCode::OK, "{name}: {}", stored.text());
            let stored: Value = serde_json::from_slice(&stored.body).expect("json");
            let kept = stored["name"].as_str().expect("a name");
            assert!(!kept.contains(['/', '\\']) && !kept.starts_with('.'), "{name} was kept as {kept}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_or_huge_file_is_refused_with_a_reason() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let empty = house.send(upload(Some(&token), "a.png", b"")).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text());
        for more in [1, 2 * 1024 * 1024] {
            let huge =
                house.send(upload(Some(&token), "a.txt", &vec![b'x'; FILE_MAX_BYTES as usize + more])).await;
            assert_eq!(huge.error(), Error::TooLarge { max_bytes: FILE_MAX_BYTES });
        }
    })
    .await;
}

#[tokio::test]
async fn an_upload_needs_a_session_our_script_and_a_file() {
    on_each(async |test| {
        let house = House::open(test).await;
        assert_eq!(house.send(upload(None, "a.png", PNG)).await.error(), Error::SignedOut);
        let token = house.token(&test.agent("李敏").await).await;
        let mut plain = upload(Some(&token), "a.png", PNG);
        plain.headers_mut().remove("x-requested-with");
        assert_eq!(house.send(plain).await.error(), Error::Forbidden);
        let broken = asking(Method::POST, "/files", Some(&token))
            .header("sec-fetch-site", "same-origin")
            .header("x-requested-with", "gongdan")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc",
            ));
        assert_eq!(house.send(broken.expect("a request")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_on_no_ticket_yet_is_its_uploaders_alone() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let stored = href(&house.send(upload(Some(&token), "a.png", PNG)).await);
        let other = house.token(&test.agent("王强").await).await;
        let stranger = house.token(&test.other_tenant().await).await;
        for token in [&other, &stranger] {
            assert_eq!(house.visit(&stored, Some(token)).await.status, StatusCode::NOT_FOUND);
        }
        let nobody =
            house.send(asking(Method::GET, &stored, None).body(Body::empty()).expect("a request")).await;
        assert_eq!(nobody.error(), Error::SignedOut);
        assert_eq!(house.visit("/files/not-an-id", Some(&token)).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_player_gets_the_part_it_asks_for() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let stored = href(&house.send(upload(Some(&token), "a.txt", b"0123456789")).await);
        let part = |range: &str| {
            asking(Method::GET, &stored, Some(&token))
                .header("range", range)
                .body(Body::empty())
                .expect("a request")
        };
        let middle = house.send(part("bytes=2-4")).await;
        assert_eq!((middle.status, middle.text().as_str()), (StatusCode::PARTIAL_CONTENT, "234"));
        assert_eq!(middle.header("content-range"), "bytes 2-4/10");
        assert_eq!(house.send(part("bytes=20-")).await.status, StatusCode::RANGE_NOT_SATISFIABLE);
    })
    .await;
}

#[tokio::test]
async fn a_dead_link_is_a_page_for_people_and_an_error_for_programs() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let missing = format!("/files/{}", test.desk.new_id());
        let page = house.visit(&missing, Some(&token)).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
        );
        assert!(page.text().contains("内容不存在"), "{}", page.text());
        let asked = asking(Method::GET, &missing, Some(&token)).body(Body::empty()).expect("a request");
        assert_eq!(house.send(asked).await.error(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_fault_of_the_file_store_carries_the_number_of_the_request() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let stored = href(&house.send(upload(Some(&token), "a.png", PNG)).await);
        std::fs::remove_dir_all(test.folder.path().join("files")).expect("the files are gone");
        let asked = asking(Method::GET, &stored, Some(&token)).body(Body::empty()).expect("a request");
        let answer = house.send(asked).await;
        let request_id = answer.header("x-request-id").to_owned();
        assert_eq!(answer.error(), Error::Internal { request_id });
    })
    .await;
}
