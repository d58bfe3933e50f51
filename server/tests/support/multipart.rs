//! An upload as a browser sends it.

use axum::{
    body::Body,
    http::{Method, Request, header},
};

use super::asking;

const BOUNDARY: &str = "----gongdan-test";

/// A `POST /files` with one file.
pub fn upload(token: Option<&str>, name: &str, content: &[u8]) -> Request<Body> {
    let mut request = asking(Method::POST, "/files", token).header("sec-fetch-site", "same-origin");
    for (name, value) in headers() {
        request = request.header(name, value);
    }
    let body = body(name, content);
    request.header(header::CONTENT_LENGTH, body.len()).body(Body::from(body)).expect("a request")
}

/// What an upload says of itself.
pub fn headers() -> Vec<(&'static str, String)> {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    vec![("x-requested-with", "gongdan".to_owned()), ("content-type", kind)]
}

/// What the rows are, as the field `what`, and one file.
pub fn bringing(what: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\n{what}\r\n");
    [head.into_bytes(), body(name, content)].concat()
}

/// One file as the field `file`.
pub fn body(name: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), content, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}
