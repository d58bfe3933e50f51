//! Small choices that the first paint must know: a cookie for the server, an attribute of `<html>` for the page.

/// What was chosen, on the server by the request's cookie.
#[cfg(not(target_arch = "wasm32"))]
pub fn remembered(name: &str) -> Option<String> {
    let parts = leptos::prelude::use_context::<http::request::Parts>()?;
    crate::cookie::value_of(&parts.headers, name)
}

/// What was chosen, in the browser by the attribute that the server wrote.
#[cfg(target_arch = "wasm32")]
pub fn remembered(name: &str) -> Option<String> {
    leptos::prelude::document().document_element()?.get_attribute(&attribute(name))
}

/// Remembers a choice for a year and shows it at once; only a browser chooses.
#[cfg(target_arch = "wasm32")]
pub fn remember(name: &str, value: &str) {
    use wasm_bindgen::JsCast;
    let document = leptos::prelude::document();
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute(&attribute(name), value);
    }
    if let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() {
        let _ = document.set_cookie(&format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
}

/// Remembers a choice for a year and shows it at once; only a browser chooses.
#[cfg(not(target_arch = "wasm32"))]
pub fn remember(_name: &str, _value: &str) {}

#[cfg(target_arch = "wasm32")]
fn attribute(name: &str) -> String {
    format!("data-{name}")
}
