//! Forms that bring a file.
//!
//! Whatever comes is refused as the sender's fault or gives a file no larger than the request, the same however the
//! bytes are cut on their way. A name that is kept has no path, nothing invisible, and an end.

use api::payload::{Trouble, received};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use desk::attachment::accept;
use futures_util::{FutureExt, stream};
use model::attachment::FILE_NAME_MAX;

const KIND: &str = "multipart/form-data; boundary=X";

/// Takes the input as a body; behind an exclamation mark, its first line as the kind of the body. The first byte says
/// how the body is cut.
pub fn run(data: &[u8]) {
    let (kind, body) = match data.strip_prefix(b"!") {
        Some(rest) => rest.split_at(rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())),
        None => (KIND.as_bytes(), data),
    };
    let Ok(kind) = HeaderValue::from_bytes(kind) else { return };
    let size = usize::from(data.first().copied().unwrap_or_default() % 64) + 1;
    let whole = read(&kind, body, body.len().max(1));
    let pieces = read(&kind, body, size);
    match (whole, pieces) {
        (Ok((name, bytes)), Ok(other)) => {
            assert!(bytes.len() <= body.len());
            named(&name, &bytes);
            assert_eq!((name, bytes), other);
        }
        (Err(one), Err(other)) => [one, other].into_iter().for_each(refused),
        (one, other) => panic!("{one:?}, but in pieces {other:?}"),
    }
}

fn read(kind: &HeaderValue, body: &[u8], size: usize) -> Result<(String, Vec<u8>), Trouble> {
    let pieces: Vec<_> =
        body.chunks(size).map(|piece| Ok::<_, axum::Error>(Bytes::copy_from_slice(piece))).collect();
    let mut request = Request::new(Body::from_stream(stream::iter(pieces)));
    request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    received(request).now_or_never().expect("nothing to wait for")
}

fn refused(trouble: Trouble) {
    assert!(trouble.clone().into_response().status().is_client_error(), "{trouble:?}");
}

fn named(name: &str, bytes: &[u8]) {
    let Ok((kept, media_type)) = accept(name, bytes) else { return };
    assert!((3..=FILE_NAME_MAX).contains(&kept.chars().count()), "{kept:?}");
    assert!(!kept.contains(['/', '\\']) && !kept.contains(char::is_control), "{kept:?}");
    assert!(!kept.starts_with('.') && kept.contains('.'), "{kept:?}");
    assert!(media_type.contains('/') && !media_type.contains("html"));
    assert_eq!(accept(&kept, bytes).map(|(again, _)| again).as_ref(), Ok(&kept));
}
