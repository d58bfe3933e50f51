//! A day, typed or picked from a month.

mod day;
mod grid;
mod state;

use leptos::prelude::*;

pub use self::day::Day;
use self::{grid::Month, state::Picker};
use crate::{
    field::use_field,
    i18n::{K, t},
    icon::{Icon, IconName},
    platform,
};

/// A day as yyyy-MM-dd; the browser's own date field until script runs.
#[component]
pub fn DatePicker(
    /// The name under which the form submits the day.; found by the field around.
    #[prop(optional, into)]
    name: String,
    /// The day, or what was typed instead.
    #[prop(optional)]
    value: RwSignal<String>,
    /// The first day that may be picked, as yyyy-MM-dd.
    #[prop(optional, into)]
    min: String,
    /// The last day that may be picked, as yyyy-MM-dd.
    #[prop(optional, into)]
    max: String,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Told after each change by a person.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let field = use_field(&name);
    let invalid = field.invalid;
    let picker = Picker::new(&field.id, value, Day::parse(&min), Day::parse(&max), on_change);
    let ready = RwSignal::new(false);
    let initial = value.get_untracked();
    Effect::new(move |_| {
        picker.adopt();
        ready.set(true);
    });
    let popup = move || picker.cursor.with(Option::is_some).then(|| view! { <Month picker /> });
    view! {
        <div
            class="date-picker"
            node_ref=picker.root
            on:focusout=move |event| picker.left(&event)
            on:keydown=move |event| picker.escape(&event)
        >
            <input
                id=field.id
                name=field.name
                type=move || if ready.get() { "text" } else { "date" }
                class="input date-picker__text"
                value=initial
                min=(!min.is_empty()).then_some(min)
                max=(!max.is_empty()).then_some(max)
                inputmode="numeric"
                autocomplete="off"
                placeholder=t(K::DateFormat)
                required=field.required
                disabled=disabled
                aria-invalid=move || (invalid.get() || picker.is_wrong()).then_some("true")
                aria-describedby=field.described_by
                node_ref=picker.input
                prop:value=move || ready.get().then(|| value.get())
                on:input=move |event| picker.typed(event_target_value(&event))
                on:change=move |_| picker.tidy()
                on:keydown=move |event| {
                    if event.key() == "ArrowDown" {
                        event.prevent_default();
                        picker.open();
                    }
                }
            />
            <button
                type="button"
                class="date-picker__open"
                hidden=move || !ready.get()
                disabled=disabled
                aria-label=t(K::DatePick)
                aria-haspopup="dialog"
                aria-expanded=move || picker.cursor.with(Option::is_some).to_string()
                on:click=move |_| picker.toggle()
            >
                <Icon name=IconName::Calendar />
            </button>
            {popup}
        </div>
    }
}

/// Today where the person is; only meaningful in a browser.
pub fn today() -> Option<Day> {
    let (year, month, day) = platform::today();
    Day::new(year, month, day)
}
