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
            if platform::is_typing(&event) {
                return;
            }
            match event
                .dyn_ref::<KeyboardEvent>()
                .filter(|event| is_plain(event))
                .map(KeyboardEvent::key)
                .as_deref()
            {
                Some("s") => press_star(),
                Some("c") => navigate(&Route::NewTicket.href(), Default::default()),
                _ => {}
            }
        });
    });
}

fn is_plain(event: &KeyboardEvent) -> bool {
    !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.repeat()
}

fn press_star() {
    let row = document().active_element().and_then(|element| element.closest("[data-row]").ok().flatten());
    let star = row.and_then(|row| row.query_selector("[data-star]").ok().flatten());
    if let Some(star) = star.and_then(|star| star.dyn_into::<web_sys::HtmlElement>().ok()) {
        star.click();
    }
}
