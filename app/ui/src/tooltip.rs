//! A few words about a control, on hover and focus. Never the only place where something is said.

use leptos::prelude::*;

/// Shows words above the control inside.
#[component]
pub fn Tooltip(
    /// The words.
    #[prop(into)]
    text: Signal<String>,
    /// The control, which has a label of its own.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="tooltip">
            {children()}
            <span class="tooltip__bubble" role="tooltip" aria-hidden="true">{move || text.get()}</span>
        </span>
    }
}
