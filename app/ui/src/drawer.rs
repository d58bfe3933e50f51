//! A panel that comes in from the side, for what accompanies the page.

use leptos::prelude::*;

use crate::dialog::Modal;

/// A drawer with a title; on a phone it comes from below.
#[component]
pub fn Drawer(
    /// The name, unique on the page.
    name: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it shows.
    #[prop(into)]
    open: RwSignal<bool>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! { <Modal name class="dialog drawer" title open>{children()}</Modal> }
}
