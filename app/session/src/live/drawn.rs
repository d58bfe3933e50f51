//! Where the listening begins: at the last event before the server drew the page.

use leptos::prelude::*;

/// The number of the last event before a page was drawn; the server puts it into the page's request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawnAt(pub i64);

/// Takes the number from the request, and in the browser from the page that the request made.
pub(crate) fn resume() {
    provide_context(SharedValue::new(of_request).into_inner().map(DrawnAt));
}

/// The event after which this page has everything to hear, where the server has said so.
pub(super) fn begins() -> Option<i64> {
    use_context::<Option<DrawnAt>>()?.map(|DrawnAt(seq)| seq)
}

#[cfg(not(target_arch = "wasm32"))]
fn of_request() -> Option<i64> {
    crate::request::extension::<DrawnAt>().map(|DrawnAt(seq)| seq)
}

#[cfg(target_arch = "wasm32")]
fn of_request() -> Option<i64> {
    None
}
