//! A field of a form: label, control, hint and what is wrong, tied together for eyes and screen readers.

use leptos::{context::Provider, prelude::*};

use crate::{
    fault::problem_text,
    form::use_form,
    i18n::{K, t},
};

/// What a control needs to know of the field around it.
#[derive(Clone, Debug)]
pub struct FieldContext {
    /// The name under which the form submits the value.
    pub name: String,
    /// The id of the control.
    pub id: String,
    /// The id of the label.
    pub label_id: String,
    /// The ids of hint and error text, for `aria-describedby`.
    pub described_by: String,
    /// Whether the form needs a value.
    pub required: bool,
    /// Whether the last answer found something wrong here.
    pub invalid: Signal<bool>,
}

/// The field around this control; outside of one, a field of the given name without label.
pub fn use_field(name: &str) -> FieldContext {
    use_context::<FieldContext>().unwrap_or_else(|| FieldContext::new(name, false, Signal::derive(|| false)))
}

impl FieldContext {
    fn new(name: &str, required: bool, invalid: Signal<bool>) -> Self {
        let form = use_form().map_or("field", |form| form.name);
        let id = format!("{form}-{}", name.replace(['[', ']', '.'], "-"));
        Self {
            name: name.to_owned(),
            label_id: format!("{id}-label"),
            described_by: format!("{id}-hint {id}-error"),
            id,
            required,
            invalid,
        }
    }

    /// `"true"` for `aria-invalid` while something is wrong.
    pub fn aria_invalid(&self) -> Signal<Option<&'static str>> {
        let invalid = self.invalid;
        Signal::derive(move || invalid.get().then_some("true"))
    }
}

/// A labelled field. The control inside finds its name, id and state by `use_field`; the error is found by the
/// field's name in the answer of the form around.
#[component]
pub fn Field(
    /// The name under which the form submits the value.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Whether the form needs a value.
    #[prop(optional)]
    required: bool,
    /// Several controls belong to the one label.
    #[prop(optional)]
    group: bool,
    /// Something wrong that no form knows of.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let form = use_form();
    let message = Memo::new({
        let name = name.clone();
        move |_| problem.get().or_else(|| form?.problem(&name).as_ref().map(problem_text))
    });
    let field = FieldContext::new(&name, required, Signal::derive(move || message.with(Option::is_some)));
    let (id, label_id) = (field.id.clone(), field.label_id.clone());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let mark = required.then(
        || view! { <span class="field__required" title=t(K::CommonRequired) aria-hidden="true">"*"</span> },
    );
    let label = if group {
        view! { <span class="field__label" id=label_id.clone()>{move || label.get()}{mark}</span> }.into_any()
    } else {
        view! { <label class="field__label" id=label_id.clone() for=id>{move || label.get()}{mark}</label> }
            .into_any()
    };
    view! {
        <div
            class="field"
            class:field--invalid=move || message.with(Option::is_some)
            role=group.then_some("group")
            aria-labelledby=group.then_some(label_id)
        >
            {label}
            <Provider value=field>{children()}</Provider>
            <p class="field__hint" id=hint_id>{move || hint.get()}</p>
            <p class="field__error" id=error_id>{move || message.get()}</p>
        </div>
    }
}
