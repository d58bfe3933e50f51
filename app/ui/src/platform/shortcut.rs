//! Single keys that act on the page, wherever nothing else takes them.

use leptos::{prelude::document, wasm_bindgen::JsCast, web_sys};

use super::is_composing;

/// Where a key belongs to whoever has the focus.
const TAKES_KEYS: &str = "input:not([type=checkbox]), textarea, select, dialog, [contenteditable]:not([contenteditable=false]), \
     [role=combobox], [role=dialog], [role=grid], [role=listbox], [role=menu], [role=textbox]";

/// What lies over the page or is still at work, wherever the focus is.
const COVERS: &str = "dialog[open], .menu[open], form[inert]";

/// The single key of a `keydown` that may act on the page: pressed alone, and neither typed nor meant for a dialog
/// or a menu.
pub fn shortcut(event: &web_sys::Event) -> Option<String> {
    // Filling in a form sends events of this name that have no key.
    let pressed = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    let key = pressed.key();
    let commands = pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key();
    let meant = stands_alone(&key, commands, pressed.shift_key())
        && !event.default_prevented()
        && !is_composing(event)
        && !is_taken(event);
    meant.then_some(key)
}

/// Shift changes what a letter means, but some keyboards need it for a sign.
fn stands_alone(key: &str, commands: bool, shift: bool) -> bool {
    let mut signs = key.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return false };
    !(commands || shift && sign.is_alphabetic())
}

fn is_taken(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| !matches!(element.closest(TAKES_KEYS), Ok(None)))
        || !matches!(document().query_selector(COVERS), Ok(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sign_without_command_is_a_shortcut() {
        let cases = [
            (("j", false, false), true),
            (("j", true, false), false),
            (("J", false, true), false),
            (("/", false, false), true),
            (("/", false, true), true),
            (("/", true, true), false),
            (("Enter", false, false), false),
            (("ArrowDown", false, false), false),
            (("", false, false), false),
        ];
        for ((key, commands, shift), expected) in cases {
            assert_eq!(stands_alone(key, commands, shift), expected, "{key} {commands} {shift}");
        }
    }
}
