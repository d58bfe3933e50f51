//! Elements and events.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventInit, EventTarget, HtmlDocument, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Puts a text on the clipboard and tells whether it is there. Pages that are not secure have no clipboard, and a
/// browser may refuse it: then what is selected is copied. It begins at once, while the click still counts.
pub fn copy_text(text: &str) -> impl Future<Output = bool> + use<> {
    let clipboard = window().navigator().clipboard();
    let writing = (!clipboard.is_undefined()).then(|| JsFuture::from(clipboard.write_text(text)));
    let selected = writing.is_none() && copy_selected(text);
    let text = text.to_owned();
    async move {
        match writing {
            Some(writing) => writing.await.is_ok() || copy_selected(&text),
            None => selected,
        }
    }
}

fn copy_selected(text: &str) -> bool {
    try_copy_selected(text).unwrap_or(false)
}

fn try_copy_selected(text: &str) -> Option<bool> {
    let document = document().dyn_into::<HtmlDocument>().ok()?;
    let area = document.create_element("textarea").ok()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    area.set_class_name("visually-hidden");
    area.set_value(text);
    // Within an open dialog nothing outside can be selected.
    let place = document.query_selector("dialog[open]").ok().flatten().or(document.body().map(Into::into))?;
    place.append_child(&area).ok()?;
    area.select();
    let copied = document.exec_command("copy");
    area.remove();
    copied.ok()
}

/// Says that the component under this element has changed: a `change` event that bubbles.
pub fn announce(element: &Element) {
    dispatch(element, "change");
}

pub(super) fn dispatch(target: &EventTarget, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// Puts the keyboard focus on the first of these elements that takes it, and tells whether one did.
pub fn focus_first(root: &Element, selector: &str) -> bool {
    let Ok(found) = root.query_selector_all(selector) else { return false };
    let mut elements =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    elements.any(|element| {
        element.focus().is_ok() && document().active_element().as_ref() == Some(element.as_ref())
    })
}

/// Whether fingers do the pointing, so that a field with the focus brings a keyboard over half of the screen.
pub fn by_finger() -> bool {
    matches!(window().match_media("(pointer: coarse)"), Ok(Some(query)) if query.matches())
}

/// Whether so many pixels fit between the element and the lower edge of the window.
pub fn fits_below(element: &Element, pixels: f64) -> bool {
    let place = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    place.bottom() + pixels <= height || place.top() < pixels
}

/// Scrolls the element with this id into view, no further than needed.
pub fn reveal(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

/// Listens until the current owner is cleaned up.
pub fn listen(target: &EventTarget, name: &'static str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    if target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
        StoredValue::new_local(Listener { target: target.clone(), name, closure });
    }
}

/// Listens on the whole window until the current owner is cleaned up.
pub fn listen_all(name: &'static str, run: impl FnMut(Event) + 'static) {
    listen(&window(), name, run);
}
