//! What the tab of the browser says.

use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::Title;

/// Names the page by a text that follows what is shown. On the server it is settled at once: a title is written
/// last, when what it was made of may be gone.
#[component]
pub fn PageTitle(
    /// The name.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let text: TextProp =
        if cfg!(target_arch = "wasm32") { (move || text.get()).into() } else { text.get_untracked().into() };
    view! { <Title text /> }
}
