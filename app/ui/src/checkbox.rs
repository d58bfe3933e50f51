//! Yes or no. An unchecked box submits nothing, so the server's argument needs `#[server(default)]`.

use leptos::{html, prelude::*};

use crate::{field::use_field, select::SelectOption};

/// A box to tick.
#[component]
pub fn Checkbox(
    /// The name under which the form submits `true`.
    #[prop(optional, into)]
    name: String,
    /// What ticking means.
    #[prop(into)]
    label: String,
    /// Shows the box alone; the label is still read out.
    #[prop(optional)]
    bare: bool,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Follows the box, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<bool>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    follow(bind, node);
    view! {
        <label class="checkbox" class:checkbox--bare=bare>
            <input
                type="checkbox"
                name=name
                value="true"
                checked=bind.map_or(checked, |bind| bind.get_untracked())
                disabled=disabled
                aria-label=bare.then(|| label.clone())
                node_ref=node
                on:change=move |event| tell(bind, event_target_checked(&event))
            />
            {(!bare).then_some(view! { <span>{label}</span> })}
        </label>
    }
}

/// Several boxes under one name, in a `Field` with `group`; submits the values that are ticked.
#[component]
pub fn Checklist(
    /// The values on offer.
    options: Vec<SelectOption>,
    /// Those ticked at first.
    #[prop(optional)]
    chosen: Vec<String>,
) -> impl IntoView {
    let field = use_field("");
    let boxes = options.into_iter().map(|option| {
        let checked = chosen.contains(&option.value);
        view! {
            <label class="checkbox">
                <input
                    type="checkbox"
                    name=format!("{}[]", field.name)
                    value=option.value
                    checked=checked
                    aria-invalid=field.aria_invalid()
                />
                <span>{option.label}</span>
            </label>
        }
    });
    view! { <div class="checklist">{boxes.collect_view()}</div> }
}

/// A setting that is on or off at once.
#[component]
pub fn Switch(
    /// The name under which the form submits `true`.
    #[prop(optional, into)]
    name: String,
    /// What is on or off.
    #[prop(into)]
    label: String,
    /// Whether it is on at first.
    #[prop(optional)]
    checked: bool,
    /// Follows the switch, and sets it.
    #[prop(optional, into)]
    bind: Option<RwSignal<bool>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    follow(bind, node);
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                name=name
                value="true"
                checked=bind.map_or(checked, |bind| bind.get_untracked())
                disabled=disabled
                node_ref=node
                on:change=move |event| tell(bind, event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

fn tell(bind: Option<RwSignal<bool>>, on: bool) {
    if let Some(bind) = bind {
        bind.set(on);
    }
}

fn follow(bind: Option<RwSignal<bool>>, node: NodeRef<html::Input>) {
    let Some(bind) = bind else { return };
    Effect::new(move |adopted: Option<bool>| {
        let Some(input) = node.get() else { return false };
        if adopted != Some(true) && input.checked() != bind.get_untracked() {
            bind.set(input.checked());
        }
        input.set_checked(bind.get());
        true
    });
}
