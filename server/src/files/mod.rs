//! Attachments over HTTP: taking them in, and giving them out in a form that no browser will run.

mod disposition;
mod download;
mod range;
mod upload;

pub use disposition::disposition;
pub use download::download;
pub use upload::{UPLOAD_MAX_BYTES, upload};
