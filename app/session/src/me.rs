//! The signed-in person, known to every screen from its first paint.

use leptos::prelude::*;
use model::person::Me;

#[derive(Clone)]
struct SignedIn(Option<Me>);

/// Makes the signed-in person known to everything below.
pub fn provide_me(me: Option<Me>) {
    provide_context(SignedIn(me));
}

/// Takes the signed-in person, and what they have heard of already, from the request, and in the browser from the page
/// that the request made.
pub fn resume() {
    provide_me(SharedValue::new(of_request).into_inner());
    crate::live::drawn::resume();
}

/// The signed-in person; none on pages for everybody.
pub fn use_me() -> Option<Me> {
    use_context::<SignedIn>()?.0
}

/// The signed-in person, on pages that nobody else reaches.
pub fn me() -> Me {
    use_me().expect("a screen inside the shell, which only signed-in people reach")
}

#[cfg(not(target_arch = "wasm32"))]
fn of_request() -> Option<Me> {
    crate::request::extension::<desk::Ctx>().map(|ctx| ctx.me)
}

#[cfg(target_arch = "wasm32")]
fn of_request() -> Option<Me> {
    None
}
