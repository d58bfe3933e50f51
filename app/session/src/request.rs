//! What the server's middleware has found out about the request under way.

use http::{header, request::Parts};
use leptos::prelude::use_context;
use model::Error;
use ui::Fault;

/// Whether people reach the desk over https, which makes the session cookie stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Secure(pub bool);

/// The signed-in person of this request.
pub async fn ctx() -> Result<desk::Ctx, Fault> {
    extension().ok_or_else(|| Error::SignedOut.into())
}

/// The way in for a request of nobody in particular.
pub async fn door() -> Result<desk::Door, Fault> {
    extension().ok_or_else(|| Error::Unavailable.into())
}

/// Answers a form that was sent without script by leading on to a page; with script the page moves on itself.
pub fn send_form_to(path: &str) {
    let plain = use_context::<Parts>().is_some_and(|parts| accepts_html(&parts));
    if plain {
        leptos_axum::redirect(path);
    }
}

fn accepts_html(parts: &Parts) -> bool {
    let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

pub(crate) fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get::<T>().cloned()
}
