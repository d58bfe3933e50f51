//! Several choices out of given ones, as chips.

mod state;

use leptos::prelude::*;

use self::state::Picked;
use crate::{
    field::{FieldContext, use_field},
    i18n::{K, t, tf},
    icon::{Icon, IconName},
};

/// One of the given choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagChoice {
    /// What the form submits.
    pub value: String,
    /// What people read.
    pub label: String,
    /// The name of its colour in the palette; plain when none.
    pub tone: Option<String>,
}

/// Several choices as coloured chips; plain check boxes until script runs.
#[component]
pub fn TagInput(
    /// The name under which the form submits each chosen value.; found by the field around.
    #[prop(optional, into)]
    name: String,
    /// What can be chosen.
    choices: Vec<TagChoice>,
    /// The values chosen at first.
    #[prop(optional)]
    initial: Vec<String>,
    /// What the empty field says.
    #[prop(optional, into)]
    placeholder: String,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Told the chosen values after each change by a person.
    #[prop(optional, into)]
    on_change: Option<Callback<Vec<String>>>,
) -> impl IntoView {
    let field = use_field(&name);
    let picked = Picked::new(&field.id, choices, initial, on_change);
    let ready = RwSignal::new(false);
    Effect::new(move |_| {
        picked.adopt();
        ready.set(true);
    });
    let name = field.name.clone();
    picked.follow_form(name.clone());
    let field = StoredValue::new(field);
    let placeholder = StoredValue::new(placeholder);
    view! {
        <div
            class="tag-input"
            node_ref=picked.root
            data-draft-name=name
            data-disabled=move || disabled.get().then_some("")
            on:focusout=move |event| picked.left(&event)
        >
            {move || {
                if ready.get() {
                    view! { <Chips picked field placeholder disabled /> }.into_any()
                } else {
                    view! { <Boxes picked field disabled /> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Boxes(picked: Picked, field: StoredValue<FieldContext>, disabled: Signal<bool>) -> impl IntoView {
    let name = field.with_value(|field| field.name.clone());
    let boxes = picked.choices.get_value().into_iter().map(move |choice| {
        let checked = untrack(|| picked.is_chosen(&choice.value));
        view! {
            <label class="tag" data-tone=choice.tone>
                <input type="checkbox" name=name.clone() value=choice.value checked=checked disabled=disabled />
                {choice.label}
            </label>
        }
    });
    view! { <div class="tag-input__boxes">{boxes.collect_view()}</div> }
}

#[component]
fn Chips(
    picked: Picked,
    field: StoredValue<FieldContext>,
    placeholder: StoredValue<String>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let chips = move || {
        picked
            .chosen_tags()
            .into_iter()
            .map(|tag| view! { <Chip picked field tag disabled /> })
            .collect_view()
    };
    field.with_value(|field| {
        view! {
            <div class="tag-input__control">
                {chips}
                <input
                    class="tag-input__text"
                    id=field.id.clone()
                    aria-labelledby=field.label_id.clone()
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || picked.open.get().to_string()
                    aria-controls=picked.list_id()
                    aria-activedescendant=move || picked.active_id()
                    aria-invalid=field.aria_invalid()
                    aria-describedby=field.described_by.clone()
                    placeholder=move || picked.chosen.with(Vec::is_empty).then(|| placeholder.get_value())
                    disabled=disabled
                    prop:value=picked.filter
                    on:click=move |_| picked.unfold()
                    on:input=move |event| picked.typed(event_target_value(&event))
                    on:keydown=move |event| picked.key(&event)
                />
            </div>
            <Popup picked />
        }
    })
}

#[component]
fn Chip(
    picked: Picked,
    field: StoredValue<FieldContext>,
    tag: TagChoice,
    disabled: Signal<bool>,
) -> impl IntoView {
    let name = field.with_value(|field| field.name.clone());
    let removing = tf(K::TagRemove, &[("label", &tag.label)]);
    let value = StoredValue::new(tag.value.clone());
    view! {
        <span class="tag" data-tone=tag.tone>
            <input type="hidden" name=name value=tag.value data-draft="" disabled=disabled />
            {tag.label}
            <button
                type="button"
                class="tag__remove"
                tabindex="-1"
                aria-label=removing
                disabled=disabled
                on:click=move |_| picked.drop_value(&value.get_value())
            >
                <Icon name=IconName::Close />
            </button>
        </span>
    }
}

#[component]
fn Popup(picked: Picked) -> impl IntoView {
    let options = move || {
        let row = |(at, tag): (usize, TagChoice)| {
            let chosen = picked.is_chosen(&tag.value);
            view! {
                <li
                    role="option"
                    id=picked.option_id(at)
                    class="option"
                    aria-selected=chosen.to_string()
                    data-active=move || (picked.active.get() == Some(at)).then_some("")
                    on:click=move |_| picked.take(at)
                >
                    <span class="tag" data-tone=tag.tone>{tag.label}</span>
                    {chosen.then(|| view! { <Icon name=IconName::Check /> })}
                </li>
            }
        };
        picked.matches().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div
            class="popup"
            hidden=move || !picked.open.get()
            data-upward=move || picked.upward.get().then_some("")
            on:mousedown=|event| event.prevent_default()
        >
            <ul
                role="listbox"
                id=picked.list_id()
                class="listbox"
                aria-multiselectable="true"
                aria-label=t(K::ChoiceList)
                hidden=move || picked.matches().is_empty()
            >
                {options}
            </ul>
            <p class="popup__status" role="status">
                {move || (picked.open.get() && picked.matches().is_empty()).then(|| t(K::ChoiceNothing))}
            </p>
        </div>
    }
}
