//! Elements and events.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, Event, EventInit, EventTarget, HtmlDocument, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Puts a text on the clipboard; pages that are not secure have none and copy what is selected.
pub fn copy_text(text: &str) {
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        copy_selected(text);
    } else {
        let _ = clipboard.write_text(text);
    }
}

fn copy_selected(text: &str) -> Option<()> {
    let document = document().dyn_into::<HtmlDocument>().ok()?;
    let area = document.create_element("textarea").ok()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    area.set_class_name("visually-hidden");
    area.set_value(text);
    // Within an open dialog nothing outside can be selected.
    let place = document.query_selector("dialog[open]").ok().flatten().or(document.body().map(Into::into))?;
    place.append_child(&area).ok()?;
    area.select();
    let _ = document.exec_command("copy");
    area.remove();
    Some(())
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

/// Submits the form that encloses the element, with its checks.
pub fn submit_form_of(element: &Element) {
    if let Some(form) = crate::platform::form_of(element) {
        let _ = form.request_submit();
    }
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
