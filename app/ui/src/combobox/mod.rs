//! One choice out of many, found by typing.

mod list;
mod state;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use self::{
    list::Popup,
    state::{Chosen, Pick},
};
use crate::{
    field::{FieldContext, use_field},
    i18n::{K, t},
    icon::{Icon, IconName},
    lookup::Remote,
    platform,
};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the form submits.
    pub value: String,
    /// What people read.
    pub label: String,
    /// What tells it from others of the same label.
    pub detail: Option<String>,
}

/// A single choice with remote search; a plain select until script runs.
#[component]
pub fn Combobox(
    /// The name under which the form submits the chosen value.; found by the field around.
    #[prop(optional, into)]
    name: String,
    /// Finds choices; asked with an empty text when there are no `choices`.
    search: Remote<Choice>,
    /// What is offered before anything is typed, and before script runs.
    #[prop(optional)]
    choices: Vec<Choice>,
    /// What is chosen at first.
    #[prop(default = None)]
    initial: Option<Choice>,
    /// What is chosen, where that is decided elsewhere: a person's choice is only told.
    #[prop(optional)]
    chosen: Option<Signal<Option<Choice>>>,
    /// What the empty field says.
    #[prop(optional, into)]
    placeholder: String,
    /// What it chooses, in words, outside of a field.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Told after each change by a person.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<Choice>>>,
) -> impl IntoView {
    let field = use_field(&name);
    let initial = chosen.map_or(initial, |chosen| chosen.get_untracked());
    let offered = with_initial(&choices, initial.as_ref());
    let chosen = chosen.map_or_else(|| Chosen::here(initial.clone()), Chosen::elsewhere);
    let pick = Pick::new(&field.id, chosen, choices, search, on_change);
    let native = NodeRef::<html::Select>::new();
    let ready = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(select) = native.get_untracked() {
            pick.adopt(&select.value());
        }
        ready.set(true);
    });
    pick.follow_form(field.name.clone());
    let field = StoredValue::new(field);
    let placeholder = StoredValue::new(placeholder);
    let label = StoredValue::new(label);
    view! {
        <div class="combobox" node_ref=pick.root on:focusout=move |event| pick.left(&event)>
            {move || {
                if ready.get() {
                    view! { <Enhanced pick field placeholder label disabled /> }.into_any()
                } else {
                    let chosen = initial.as_ref().map(|choice| choice.value.clone());
                    view! { <Native node=native field offered=offered.clone() chosen label disabled /> }.into_any()
                }
            }}
        </div>
    }
}

fn with_initial(choices: &[Choice], initial: Option<&Choice>) -> Vec<Choice> {
    let missing = initial.filter(|initial| choices.iter().all(|choice| choice.value != initial.value));
    missing.into_iter().chain(choices).cloned().collect()
}

#[component]
fn Native(
    node: NodeRef<html::Select>,
    field: StoredValue<FieldContext>,
    offered: Vec<Choice>,
    chosen: Option<String>,
    label: StoredValue<Option<String>>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let options = offered
        .into_iter()
        .map(|choice| {
            let selected = chosen.as_ref() == Some(&choice.value);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    field.with_value(|field| {
        view! {
            <select
                class="input select combobox__native"
                id=field.id.clone()
                name=field.name.clone()
                required=field.required
                aria-label=label.get_value()
                aria-describedby=field.described_by.clone()
                disabled=disabled
                node_ref=node
            >
                <option value="">{t(K::ChoiceNone)}</option>
                {options}
            </select>
        }
    })
}

#[component]
fn Enhanced(
    pick: Pick,
    field: StoredValue<FieldContext>,
    placeholder: StoredValue<String>,
    label: StoredValue<Option<String>>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let clear =
        move || (pick.chosen.with(Option::is_some) && !disabled.get()).then(|| view! { <Clear pick /> });
    field.with_value(|field| {
        view! {
            <input
                type="hidden"
                name=field.name.clone()
                value=move || pick.value()
                data-draft=move || pick.label()
                disabled=disabled
            />
            <div class="combobox__control" data-disabled=move || disabled.get().then_some("")>
                <input
                    class="combobox__text"
                    id=field.id.clone()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || pick.open.get().to_string()
                    aria-controls=pick.list_id()
                    aria-activedescendant=move || pick.active_id()
                    aria-label=label.get_value()
                    aria-invalid=field.aria_invalid()
                    aria-describedby=field.described_by.clone()
                    placeholder=placeholder.get_value()
                    required=field.required
                    disabled=disabled
                    prop:value=move || pick.shown()
                    on:click=move |_| pick.unfold()
                    on:input=move |event| {
                        if !platform::is_composing(&event) {
                            pick.typed(event_target_value(&event));
                        }
                    }
                    on:compositionend=move |event| pick.typed(event_target_value(&event))
                    on:keydown=move |event| pick.key(&event)
                />
                {clear}
                <Icon name=IconName::ChevronDown />
            </div>
            <Popup pick />
        }
    })
}

#[component]
fn Clear(pick: Pick) -> impl IntoView {
    view! {
        <button
            type="button"
            class="combobox__clear"
            tabindex="-1"
            aria-label=t(K::ChoiceClear)
            on:click=move |_| pick.clear()
        >
            <Icon name=IconName::Close />
        </button>
    }
}
