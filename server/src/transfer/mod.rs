//! Files of rows over HTTP: taking them in for an import, giving refused rows back, and giving lists out.

mod csv;
mod errors;
mod export;
mod source;
mod spool;
mod template;
mod upload;
mod words;
mod xlsx;

pub use errors::errors;
pub use export::export;
pub use template::template;
pub use upload::{UPLOAD_MAX_BYTES, upload};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use model::transfer::Format;

use crate::files::disposition;

/// A value in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    /// A number that people count with.
    Number(i64),
    /// Everything else; never calculated.
    Text(String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.unwrap_or_default())
    }
}

/// An answer that browsers save under this name.
fn saved(name: &str, format: Format, body: Body) -> Response {
    let kind = match format {
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
    };
    let name = disposition(false, &format!("{name}.{}", format.code()));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
