//! A password that its owner may look at.

use leptos::{html, prelude::*};
use ui::{field::use_field, prelude::*};

/// The control of a password field, with a button that shows what was typed.
#[component]
pub(crate) fn PasswordInput(
    /// What a password manager should do: `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let field = use_field("password");
    let shown = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let toggle = move |_| {
        shown.update(|shown| *shown = !*shown);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let label = move || t(if shown.get() { K::PasswordHide } else { K::PasswordShow });
    let icon = move || if shown.get() { IconName::EyeOff } else { IconName::Eye };
    view! {
        <div class="password">
            <input
                class="input"
                type=move || if shown.get() { "text" } else { "password" }
                id=field.id.clone()
                name=field.name.clone()
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                maxlength=model::text::PASSWORD_MAX.to_string()
                required=field.required
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                node_ref=input
            />
            <button type="button" class="password__toggle" aria-label=label title=label on:click=toggle>
                {move || view! { <Icon name=icon() /> }}
            </button>
        </div>
    }
}
