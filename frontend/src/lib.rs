//! The browser's entry point: takes over the pages that the server has rendered.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the server's markup interactive; called once by `js/boot.js`. It is done when the page's own code has been
/// fetched and the page answers.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    if let Some(body) = leptos::prelude::document().body() {
        leptos::mount::hydrate_from_async(body, app::App).await.forget();
    }
}
