//! The keys of a list of tickets beyond those of every list: s follows, c begins a new ticket.

use leptos::{ev::KeyboardEvent, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::hooks::use_navigate;
use model::Route;
use ui::{platform, prelude::use_row_keys};

pub(super) fn use_ticket_keys() {
    use_row_keys();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let navigate = navigate.clone();
        platform::listen_all("keydown", move |event| {
            match platform::shortcut(&event).filter(|_| !is_held(&event)).as_deref() {
                Some("s") => press_star(),
                Some("c") => navigate(&Route::NewTicket.href(), Default::default()),
                _ => {}
            }
        });
    });
}

fn is_held(event: &web_sys::Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(KeyboardEvent::repeat)
}

fn press_star() {
    let row = document().active_element().and_then(|element| element.closest("[data-row]").ok().flatten());
    let star = row.and_then(|row| row.query_selector("[data-star]").ok().flatten());
    if let Some(star) = star.and_then(|star| star.dyn_into::<web_sys::HtmlElement>().ok()) {
        star.click();
    }
}
