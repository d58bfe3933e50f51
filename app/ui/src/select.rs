//! One of a few values: the browser's own list, or all of them side by side.

use leptos::{html, prelude::*};

use crate::{field::use_field, input::follow};

/// A value on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What the form submits.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl SelectOption {
    /// A value and its label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The browser's own list of values.
#[component]
pub fn Select(
    /// The name to submit, outside of a field.
    #[prop(optional)]
    name: &'static str,
    /// The values on offer.
    options: Vec<SelectOption>,
    /// The value at first.
    #[prop(optional, into)]
    value: String,
    /// Follows the value, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// What stands for no value; without it there is always one.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// What it chooses, in words, outside of a field.
    #[prop(optional, into)]
    label: Option<String>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_field(name);
    let node = NodeRef::<html::Select>::new();
    follow(
        bind,
        move || node.get().map(|select| select.value()),
        move |text| {
            if let Some(select) = node.get_untracked() {
                select.set_value(text);
            }
        },
    );
    let chosen = bind.map_or(value, |bind| bind.get_untracked());
    let nothing = placeholder.map(|text| SelectOption::new("", text));
    let offered = nothing.into_iter().chain(options).map(|option| {
        let selected = option.value == chosen;
        view! { <option value=option.value selected=selected>{option.label}</option> }
    });
    let offered = offered.collect_view();
    view! {
        <select
            class="input select"
            id=field.id.clone()
            name=field.name.clone()
            required=field.required
            disabled=disabled
            aria-label=label
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            node_ref=node
            on:change=move |event| {
                if let Some(bind) = bind {
                    bind.set(event_target_value(&event));
                }
            }
        >
            {offered}
        </select>
    }
}

/// A few values side by side, one of them chosen; stands in a `Field` with `group`.
#[component]
pub fn Segmented(
    /// The name to submit, outside of a field.
    #[prop(optional)]
    name: &'static str,
    /// The values on offer.
    options: Vec<SelectOption>,
    /// The value at first.
    #[prop(optional, into)]
    value: String,
    /// Follows the value, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// What it chooses, in words, outside of a field.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let field = use_field(name);
    let chosen = bind.map_or(value, |bind| bind.get_untracked());
    let segments = options.into_iter().map(|option| {
        let id = format!("{}-{}", field.id, option.value);
        let checked = option.value == chosen;
        let node = NodeRef::<html::Input>::new();
        follow_radio(bind, node, option.value.clone());
        view! {
            <label class="segmented__item">
                <input
                    type="radio"
                    id=id
                    name=field.name.clone()
                    value=option.value.clone()
                    checked=checked
                    node_ref=node
                    on:change=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_value(&event));
                        }
                    }
                />
                <span>{option.label}</span>
            </label>
        }
    });
    let segments = segments.collect_view();
    view! {
        <div class="segmented" role="radiogroup" aria-label=label aria-invalid=field.aria_invalid()>
            {segments}
        </div>
    }
}

fn follow_radio(bind: Option<RwSignal<String>>, node: NodeRef<html::Input>, value: String) {
    let Some(bind) = bind else { return };
    Effect::new(move |adopted: Option<bool>| {
        let Some(radio) = node.get() else { return false };
        if adopted != Some(true) && radio.checked() && bind.get_untracked() != value {
            bind.set(value.clone());
        }
        radio.set_checked(bind.with(|chosen| *chosen == value));
        true
    });
}
