//! What only a browser can do, behind functions that do nothing on a server.
//!
//! Components call these from effects and event handlers, so the server's versions are never more than a
//! way to compile. Nothing else in this crate, save language and time, asks which target it is on.

#[cfg(target_arch = "wasm32")]
mod browser;
mod debounce;
#[cfg(not(target_arch = "wasm32"))]
mod server;
mod shortcut;
mod snapshot;

#[cfg(target_arch = "wasm32")]
use browser as host;
#[cfg(not(target_arch = "wasm32"))]
use server as host;

pub use debounce::Debounce;
pub use host::{
    FileHandle, Island, Local, Sending, announce, by_finger, chosen_files, copy_text, dropped_files,
    fits_below, focus_first, keep_restored, listen, listen_all, month_title, now, on_restore, page_locale,
    pasted_files, random_id, read_form, read_untouched, restore_form, reveal, send_file, storage_get,
    storage_keys, storage_remove, storage_set, today, weekday_names,
};
pub use shortcut::shortcut;
pub use snapshot::{Saved, Snapshot};

use std::time::Duration;

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// What happened to a file on its way to the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// So many of so many bytes have gone out.
    Progress {
        /// Bytes sent.
        loaded: f64,
        /// Bytes in all.
        total: f64,
    },
    /// The server answered with this status and body.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The body as text.
        body: String,
    },
    /// The server could not be reached.
    Unreachable,
}

/// Becomes true once the component runs in a browser: first render is the same on both sides, and what
/// needs script appears right after.
pub fn mounted() -> ReadSignal<bool> {
    let (ready, set_ready) = signal(false);
    Effect::new(move |_| set_ready.set(true));
    ready
}

/// Puts the keyboard focus on the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = find(id) {
        let _ = element.focus();
    }
}

/// Scrolls a row sideways, at once, until what is current in it stands in the middle. The page stays where it is.
pub fn show_current(row: &web_sys::HtmlElement) {
    let current = row.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|current| current.dyn_into::<web_sys::HtmlElement>().ok()) {
        let before = current.offset_left() - row.offset_left();
        row.set_scroll_left(before - (row.client_width() - current.offset_width()) / 2);
    }
}

/// Clicks the element with this id, as a person would.
pub fn click(id: &str) {
    if let Some(element) = find(id) {
        element.click();
    }
}

/// Runs `then` after the browser has drawn what is pending.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}

/// The form that encloses an element.
pub fn form_of(element: &web_sys::Element) -> Option<web_sys::HtmlFormElement> {
    element.closest("form").ok().flatten()?.dyn_into().ok()
}

/// Submits a form as its own button would, which is not at all while that button cannot be pressed.
pub fn submit(form: &web_sys::HtmlFormElement) {
    let button = form.query_selector("[type=submit]").ok().flatten();
    let button = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
    let blocked =
        |button: &web_sys::HtmlElement| button.matches(":disabled, [aria-disabled=true]") == Ok(true);
    if !button.as_ref().is_some_and(blocked) {
        let _ = form.request_submit_with_submitter(button.as_ref());
    }
}

/// Runs after each reset of the form around an element, until the current owner is cleaned up.
pub fn on_reset(element: &web_sys::Element, run: impl Fn() + Clone + 'static) {
    if let Some(form) = form_of(element) {
        listen(&form, "reset", move |_| set_timeout(run.clone(), Duration::ZERO));
    }
}

/// Runs once what has begun now is through: the resets of forms, and what components make of them.
pub fn when_settled(run: impl FnOnce() + 'static) {
    set_timeout(move || set_timeout(run, Duration::ZERO), Duration::ZERO);
}

/// What has the keyboard focus, unless that is the page as a whole.
pub fn focused() -> Option<web_sys::HtmlElement> {
    let element: web_sys::HtmlElement = document().active_element()?.dyn_into().ok()?;
    (element.tag_name() != "BODY").then_some(element)
}

/// Where people type or choose, in a form.
pub const FIELDS: &str = "[contenteditable=true], input, textarea, select";

/// Whether a keyboard comes up over the screen when the element gets the focus.
pub fn brings_keyboard(element: &web_sys::Element) -> bool {
    by_finger() && element.matches(FIELDS) != Ok(false)
}

/// Takes the focus out of the field that has it, where fingers do the pointing: the keyboard on the screen covers what
/// has just happened.
pub fn put_keyboard_away() {
    if let Some(field) = focused().filter(|_| by_finger()) {
        let _ = field.blur();
    }
}

/// Whether the keyboard focus is inside of `root`.
pub fn has_focus(root: &web_sys::Element) -> bool {
    root.contains(document().active_element().as_deref())
}

/// Whether the event's focus goes to something outside of `root`.
pub fn focus_leaves(root: &web_sys::Element, event: &web_sys::FocusEvent) -> bool {
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    !root.contains(next.as_ref())
}

/// Whether a key belongs to an input method that is still composing.
pub fn is_composing(event: &web_sys::Event) -> bool {
    match event.dyn_ref::<web_sys::InputEvent>() {
        Some(input) => input.is_composing(),
        None => event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(web_sys::KeyboardEvent::is_composing),
    }
}

fn find(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
