//! 附件: files are uploaded first, belong to nobody's ticket until the form is saved, and are addressed by
//! their content.

mod binding;
mod kind;
pub(crate) mod name;
mod opening;
mod storing;
mod sweeping;

pub use opening::open;
pub use storing::{accept, store};
pub use sweeping::sweep;

pub(crate) use binding::{bind, mentioned, of, of_content, unbind};

use model::{Error, TenantId};
use object_store::path::Path;

/// Where a file lies.
pub(crate) fn place(tenant: TenantId, hash: &str) -> Path {
    Path::from_iter([tenant.to_string().as_str(), hash.get(..2).unwrap_or_default(), hash])
}

/// Where the files lie that are about to go.
fn aside(tenant: TenantId) -> Path {
    Path::from_iter([tenant.to_string().as_str(), "going"])
}

/// A fault of the file store, told to the log only.
fn fault(error: &object_store::Error) -> Error {
    tracing::error!(%error, "files");
    match error {
        // A disk that is full or fails, a store out of reach.
        object_store::Error::Generic { .. } => Error::Unavailable,
        _ => Error::Internal { request_id: String::new() },
    }
}
