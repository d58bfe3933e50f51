//! What every request passes through before it reaches a page, a server function, a file or the socket.

pub mod caller;
mod gate;
mod headers;
mod limit;
mod numbered;
mod origin;
mod panic;
mod preference;
mod rate;
mod request_id;

pub use gate::{SignedIn, gate};
pub use headers::{content_security_policy, headers};
pub use limit::{announced, api_body, head};
pub use numbered::numbered;
pub use origin::origin;
pub use panic::panic;
pub use preference::Preference;
pub use rate::{Buckets, rate};
pub use request_id::{RequestId, request_id};
