//! The list under the field.

use leptos::prelude::*;

use super::{Choice, state::Pick};
use crate::{
    fault::error_text,
    i18n::{K, t},
    lookup::Progress,
};

/// The options found, or why there are none.
#[component]
pub(super) fn Popup(pick: Pick) -> impl IntoView {
    let items = pick.lookup.items;
    let options = move || {
        items
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, choice)| view! { <Row pick at choice /> })
            .collect_view()
    };
    view! {
        <div
            class="popup combobox__popup"
            hidden=move || !pick.open.get()
            data-upward=move || pick.upward.get().then_some("")
            on:mousedown=|event| event.prevent_default()
        >
            <ul
                role="listbox"
                id=pick.list_id()
                class="listbox"
                aria-label=t(K::ChoiceList)
                aria-busy=move || (pick.lookup.progress.get() == Progress::Waiting).to_string()
                hidden=move || items.with(Vec::is_empty)
            >
                {options}
            </ul>
            <p class="popup__status" role="status">
                {move || status(pick)}
            </p>
        </div>
    }
}

fn status(pick: Pick) -> Option<String> {
    if !pick.open.get() {
        return None;
    }
    match pick.lookup.progress.get() {
        Progress::Waiting if pick.lookup.items.with(Vec::is_empty) => Some(t(K::ChoiceSearching).to_string()),
        Progress::Settled if pick.lookup.items.with(Vec::is_empty) => Some(t(K::ChoiceNothing).to_string()),
        Progress::Failed(error) => Some(error_text(&error)),
        Progress::Waiting | Progress::Settled => None,
    }
}

#[component]
fn Row(pick: Pick, at: usize, choice: Choice) -> impl IntoView {
    let value = StoredValue::new(choice.value);
    let is_chosen = move || {
        pick.chosen.with(|chosen| {
            chosen.as_ref().is_some_and(|chosen| value.with_value(|value| chosen.value == *value))
        })
    };
    view! {
        <li
            role="option"
            id=pick.option_id(at)
            class="option"
            aria-selected=move || is_chosen().to_string()
            data-active=move || (pick.active.get() == Some(at)).then_some("")
            on:click=move |_| pick.take(at)
            on:pointermove=move |_| pick.hover(at)
        >
            <span class="option__label">{choice.label}</span>
            {choice.detail.map(|detail| view! { <span class="option__detail">{detail}</span> })}
        </li>
    }
}
