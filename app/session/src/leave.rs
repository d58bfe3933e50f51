//! Leaving the page in ways that a router does not: for good, or for a newer version of it.

/// Loads a page anew, so that nothing of another session or language stays behind.
#[cfg(target_arch = "wasm32")]
pub fn reload_at(path: &str) {
    let _ = leptos::prelude::window().location().set_href(path);
}

/// Loads a page anew; only a browser can.
#[cfg(not(target_arch = "wasm32"))]
pub fn reload_at(_path: &str) {}

/// Answers the request for this page by leading on to another; in a browser the page stays.
#[cfg(not(target_arch = "wasm32"))]
pub fn lead_on(path: &str) {
    leptos_axum::redirect(path);
}

/// Answers the request for a page by leading on to another; in a browser the page stays.
#[cfg(target_arch = "wasm32")]
pub fn lead_on(_path: &str) {}

/// Moves to the version of the desk that has been downloaded, as `js/update.js` does it.
#[cfg(target_arch = "wasm32")]
pub fn apply_update() {
    use wasm_bindgen::JsCast;
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let update = get(&js_sys::global(), "gongdan").and_then(|gongdan| get(&gongdan, "update"));
    match update.and_then(|update| update.dyn_into::<js_sys::Function>().ok()) {
        Some(update) => drop(update.call0(&wasm_bindgen::JsValue::UNDEFINED)),
        None => drop(leptos::prelude::window().location().reload()),
    }
}

/// Moves to the version of the desk that has been downloaded; only a browser can.
#[cfg(not(target_arch = "wasm32"))]
pub fn apply_update() {}
