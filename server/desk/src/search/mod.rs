//! 检索: the words of every ticket, kept in the transaction that changes them and found newest first.

mod contact;
mod facet;
mod query;
mod rebuild;
mod slice;
mod store;
mod text;
mod token;

pub(crate) use contact::{REFRESH_CONTACT, refresh_contact, refresh_contact_job};
pub(crate) use facet::Facet;
pub use query::Query;
pub use rebuild::rebuild;
pub(crate) use rebuild::{REBUILD, enqueue_rebuilds, rebuild_job};
pub use store::VERSION;
pub(crate) use store::{LONG, Place, base, refresh};
pub use text::words;
pub use token::tokens;
