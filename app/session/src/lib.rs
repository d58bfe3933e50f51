//! Who is signed in, and the line to what others do: the ties between a request, a page and a person.

#[cfg(not(target_arch = "wasm32"))]
pub mod cookie;
mod key;
mod leave;
pub mod live;
mod me;
mod preference;
#[cfg(not(target_arch = "wasm32"))]
mod request;
pub mod tokens;
pub mod words;

pub use key::Key;
pub use leave::{apply_update, lead_on, reload_at};
pub use live::{DrawnAt, Live, LiveState, Reload, provide_live, reload_on, retry_passing, use_live};
pub use me::{me, provide_me, resume, use_me};
pub use preference::{remember, remembered};
#[cfg(not(target_arch = "wasm32"))]
pub use request::{Secure, ctx, door, send_form_to};
