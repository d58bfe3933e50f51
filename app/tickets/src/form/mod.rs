//! The form that registers and edits a ticket: one set of fields for both (UK-66..86, 114).

mod assignment;
mod conflict;
mod contact;
mod fields;
mod start;

use leptos::{ev::KeyboardEvent, prelude::*, wasm_bindgen::JsCast, web_sys};
use ui::platform;

pub use self::{
    conflict::{Changes, ConflictPanel},
    contact::NewContactDialog,
    fields::TicketFields,
    start::Start,
};

/// The name of the form, by which its parts find it.
pub const FORM: &str = "ticket";

/// A form of this page by its name.
pub fn form_named(name: &str) -> Option<web_sys::HtmlFormElement> {
    document().get_element_by_id(name)?.dyn_into().ok()
}

/// Submits a form once the page shows what has just been set.
pub fn submit_soon(name: &'static str) {
    platform::after_paint(move || {
        if let Some(form) = form_named(name) {
            let _ = form.request_submit();
        }
    });
}

/// Ctrl+Enter submits the form from any of its fields.
pub fn submit_on_ctrl_enter(event: KeyboardEvent, name: &'static str) {
    let asked = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if asked && !event.default_prevented() && !platform::is_composing(&event) {
        event.prevent_default();
        submit_soon(name);
    }
}
