//! The star that follows a ticket (UK-140..142).

use leptos::{form::ActionForm, prelude::*};
use ui::prelude::*;

use super::api;

/// ☆ or ★; turns at once, and is a plain form before script runs.
#[component]
pub fn StarButton(
    /// The ticket.
    number: i64,
    /// Whether the reader follows it, as last told by the server.
    #[prop(into)]
    starred: Signal<bool>,
    /// Says in words what it does, beside the star.
    #[prop(optional)]
    worded: bool,
) -> impl IntoView {
    let action = ServerAction::<api::Star>::new();
    let lit = Memo::new(move |_| {
        let asked = action.input().with(|asked| asked.as_ref().map(|asked| asked.starred));
        let answered =
            action.value().with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().copied()));
        asked.or(answered).unwrap_or_else(|| starred.get())
    });
    let label = move || t(if lit.get() { K::StarRemove } else { K::StarAdd });
    let word = worded.then(|| {
        view! { <span class="button__text">{move || t(if lit.get() { K::StarOn } else { K::StarOff })}</span> }
    });
    view! {
        <ActionForm action attr:class="star">
            <input type="hidden" name="number" value=number.to_string() />
            <input type="hidden" name="starred" value=move || (!lit.get()).to_string() />
            <button
                type="submit"
                class=if worded { "star__button button button--ghost" } else { "star__button" }
                data-star=""
                aria-pressed=move || lit.get().to_string()
                aria-label=label
                title=label
            >
                {move || view! { <Icon name=if lit.get() { IconName::StarFilled } else { IconName::Star } /> }}
                {word}
            </button>
        </ActionForm>
    }
}
