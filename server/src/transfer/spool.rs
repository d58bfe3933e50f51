//! A file on disk as an answer.

use axum::body::Body;
use tempfile::NamedTempFile;
use tokio_util::io::ReaderStream;

const BLOCK: usize = 64 * 1024;

/// The file as a body; it is gone once it is sent, or nobody wants it any more.
pub fn body(file: NamedTempFile) -> std::io::Result<Body> {
    let open = tokio::fs::File::from_std(file.reopen()?);
    Ok(Body::from_stream(ReaderStream::with_capacity(open, BLOCK)))
}
