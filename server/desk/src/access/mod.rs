//! Who is at the door, and who is in: one-time links, signing in, sessions.

mod acting;
mod changing_password;
mod first_start;
mod one_time_link;
mod password;
mod session;
mod signing_in;
mod tenant;
mod throttle;
pub mod token;

pub use changing_password::change_password;
pub use first_start::first_start;
pub use one_time_link::{set_up, welcome};
pub use session::{Opened, resume, revoke, sessions, sign_out};
pub use signing_in::sign_in;
pub use tenant::tenant;

pub(crate) use acting::acting;
pub(crate) use first_start::{SEED_TYPES, default_tenant, found};
pub(crate) use one_time_link::{LinkFor, has_people};
pub(crate) use password::hash as hash_password;
pub(crate) use session::{end_all as end_sessions, prune as prune_sessions};
pub(crate) use throttle::prune as prune_throttle;

/// A failure of the machine beneath us: to the log, not to the person.
fn fault(error: &dyn std::fmt::Display) -> model::Error {
    tracing::error!(%error, "access");
    model::Error::Internal { request_id: String::new() }
}
