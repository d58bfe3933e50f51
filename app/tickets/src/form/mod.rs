//! The form that registers and edits a ticket: one set of fields for both (UK-66..86, 114).

mod assignment;
mod conflict;
mod contact;
mod fields;
mod start;

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};
use ui::platform;

pub use self::{
    conflict::{Changes, ConflictPanel, Trouble, conflict_in},
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

/// Submits a form as its button would, once the page shows what has just been set.
pub fn submit_soon(name: &'static str) {
    platform::after_paint(move || {
        if let Some(form) = form_named(name) {
            platform::submit(&form);
        }
    });
}
