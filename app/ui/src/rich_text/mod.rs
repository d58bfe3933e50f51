//! Text with simple formatting: a plain text field that an editor takes over once it has loaded.

mod link;
mod state;
mod toolbar;

use leptos::prelude::*;

use self::{link::LinkBar, state::Writing, toolbar::Toolbar};
use crate::{
    fault::file_error_text,
    field::use_field,
    i18n::{K, t},
    input::escape,
};

/// A field of rich text; the form submits HTML, or plain text where the editor did not run, and waits for pictures
/// that are still on their way into it.
#[component]
pub fn RichText(
    /// The name under which the form submits the text.; found by the field around.
    #[prop(optional, into)]
    name: String,
    /// The text as HTML; setting it changes what the editor shows.
    #[prop(optional)]
    value: RwSignal<String>,
    /// What the empty field says.
    #[prop(optional, into)]
    placeholder: String,
    /// Where pasted and dropped pictures are posted; empty leaves them to others.
    #[prop(default = "/files".to_owned(), into)]
    pictures: String,
    /// How many lines it shows at least.
    #[prop(default = 5)]
    rows: u32,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_field(&name);
    let invalid = field.invalid;
    let writing = Writing::new(&field.id, value);
    let initial = escape(&value.get_untracked());
    writing.load(placeholder.clone(), pictures);
    view! {
        <div
            class="rich"
            data-rows=rows.to_string()
            data-ready=move || writing.ready.get().then_some("")
            data-disabled=move || disabled.get().then_some("")
            data-invalid=move || invalid.get().then_some("")
        >
            <Toolbar writing disabled />
            <LinkBar writing />
            <div class="rich__surface" node_ref=writing.surface></div>
            <textarea
                id=field.id
                name=field.name
                class="rich__source"
                rows=rows.to_string()
                placeholder=placeholder
                required=field.required
                disabled=disabled
                tabindex=move || writing.ready.get().then_some("-1")
                aria-hidden=move || writing.ready.get().then_some("true")
                aria-invalid=move || invalid.get().then_some("true")
                aria-describedby=field.described_by
                node_ref=writing.source
                inner_html=initial
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <p class="rich__status" role="status">
                {move || status(writing)}
            </p>
        </div>
    }
}

fn status(writing: Writing) -> Option<String> {
    if let Some(error) = writing.trouble.get() {
        return Some(file_error_text(&error));
    }
    match () {
        () if writing.failed.get() => Some(t(K::RichFailed).to_string()),
        () if writing.sending.get() > 0 => Some(t(K::RichImageSending).to_string()),
        () => None,
    }
}
