//! Text controls. What a person typed before script arrived is kept.

use leptos::{html, prelude::*};

use crate::field::use_field;

/// One line of text; takes name, id and state from the field around it.
#[component]
pub fn TextInput(
    /// The name to submit, outside of a field.
    #[prop(optional)]
    name: &'static str,
    /// The kind of text: `text`, `email`, `password`, `tel`, `search`, `number`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The text at first.
    #[prop(optional, into)]
    value: String,
    /// Follows the text, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The most characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_field(name);
    let node = NodeRef::<html::Input>::new();
    follow(
        bind,
        move || node.get().map(|input| input.value()),
        move |text| {
            if let Some(input) = node.get_untracked() {
                input.set_value(text);
            }
        },
    );
    view! {
        <input
            class="input"
            type=kind
            id=field.id.clone()
            name=field.name.clone()
            value=bind.map_or(value, |bind| bind.get_untracked())
            placeholder=placeholder
            autocomplete=autocomplete
            maxlength=maxlength
            autofocus=autofocus
            required=field.required
            disabled=disabled
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            node_ref=node
            on:input=move |event| tell(bind, event_target_value(&event))
        />
    }
}

/// Several lines of text; takes name, id and state from the field around it.
#[component]
pub fn TextArea(
    /// The name to submit, outside of a field.
    #[prop(optional)]
    name: &'static str,
    /// The height in lines.
    #[prop(default = 4)]
    rows: u32,
    /// The text at first.
    #[prop(optional, into)]
    value: String,
    /// Follows the text, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The most characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_field(name);
    let node = NodeRef::<html::Textarea>::new();
    follow(
        bind,
        move || node.get().map(|area| area.value()),
        move |text| {
            if let Some(area) = node.get_untracked() {
                area.set_value(text);
            }
        },
    );
    view! {
        <textarea
            class="input input--area"
            id=field.id.clone()
            name=field.name.clone()
            rows=rows
            placeholder=placeholder
            maxlength=maxlength
            required=field.required
            disabled=disabled
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            node_ref=node
            on:input=move |event| tell(bind, event_target_value(&event))
            inner_html=escape(&bind.map_or(value, |bind| bind.get_untracked()))
        ></textarea>
    }
}

/// Text as the content of a `<textarea>`, written whole: as a child an empty text would become a blank, and
/// browsers drop a line break at the start.
pub(crate) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if text.starts_with('\n') { format!("\n{text}") } else { text }
}

fn tell(bind: Option<RwSignal<String>>, text: String) {
    if let Some(bind) = bind {
        bind.set(text);
    }
}

/// Keeps a control and its signal equal; at the start the control wins, since a person may have typed already.
pub(crate) fn follow(
    bind: Option<RwSignal<String>>,
    read: impl Fn() -> Option<String> + 'static,
    write: impl Fn(&str) + 'static,
) {
    let Some(bind) = bind else { return };
    Effect::new(move |adopted: Option<bool>| {
        let Some(shown) = read() else { return false };
        if adopted != Some(true) && bind.get_untracked() != shown {
            bind.set(shown);
        }
        let wanted = bind.get();
        if adopted == Some(true) && read().is_some_and(|shown| shown != wanted) {
            write(&wanted);
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_of_an_area_stays_text() {
        let cases =
            [("", ""), ("</textarea><b>", "&lt;/textarea&gt;&lt;b&gt;"), ("\na & b", "\n\na &amp; b")];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected);
        }
    }
}
