//! The star that follows a ticket (UK-140..142).

use leptos::{form::ActionForm, prelude::*};
use ui::prelude::*;

use super::api;
use crate::steady::use_loads;

/// ☆ or ★; turns at once, turns back when that did not work, and is a plain form before script runs.
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
    let live = session::use_live();
    let toasts = use_toasts();
    let failed = move |error| {
        toasts.fault(&error);
        live.changed_here();
    };
    after_action(action, move |_| live.changed_here(), failed);
    let lit = lit(action, starred);
    let word = worded.then(|| view! { <span class="button__text">{t(K::StarWord)}</span> });
    view! {
        <ActionForm action attr:class="star">
            <input type="hidden" name="number" value=number.to_string() />
            <input type="hidden" name="starred" value=move || (!lit.get()).to_string() />
            <button
                type="submit"
                class=if worded { "star__button button button--ghost" } else { "star__button" }
                data-star=""
                on:click=move |event| {
                    if action.pending().get_untracked() {
                        event.prevent_default();
                    }
                }
                aria-pressed=move || lit.get().to_string()
                aria-label=t(K::StarLabel)
                title=t(K::StarLabel)
            >
                {move || view! { <Icon name=if lit.get() { IconName::StarFilled } else { IconName::Star } /> }}
                {word}
            </button>
        </ActionForm>
    }
}

/// What was asked for while its answer is awaited, and what holds otherwise.
fn lit(action: ServerAction<api::Star>, starred: Signal<bool>) -> Memo<bool> {
    let answer = move || {
        let answer =
            action.value().with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().copied()));
        (action.version().get(), answer)
    };
    let loads = use_loads();
    let known = Memo::new(move |before| Known::after(before, (starred.get(), loads.get()), answer()));
    Memo::new(move |_| {
        let asked = action.input().with(|asked| asked.as_ref().map(|asked| asked.starred));
        asked.unwrap_or_else(|| known.with(Known::holds))
    })
}

/// What is known of the star: the answer to the last click, until the ticket is loaded again and says so itself. The
/// first load after the answer may have begun before the click, so only the second may contradict it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    loaded: bool,
    answered: Option<Answered>,
    answers: usize,
}

/// An answer, and how many loads there had been when it came.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Answered {
    starred: bool,
    loads: usize,
}

impl Known {
    fn after(
        before: Option<&Self>,
        (loaded, loads): (bool, usize),
        (answers, answer): (usize, Option<bool>),
    ) -> Self {
        let answered = match (before, answer) {
            (Some(before), Some(starred)) if before.answers != answers => Some(Answered { starred, loads }),
            (Some(before), _) if before.loaded == loaded => before.answered,
            (Some(_) | None, _) => None,
        };
        let answered = answered.filter(|last| last.starred != loaded && loads < last.loads + 2);
        Self { loaded, answered, answers }
    }

    fn holds(&self) -> bool {
        self.answered.map_or(self.loaded, |last| last.starred)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was loaded and how often, and how many answers there have been with the last.
    type Turn = ((bool, usize), (usize, Option<bool>));

    /// Plays the turns and gives what holds after each.
    fn shown(story: &[Turn]) -> Vec<bool> {
        let mut known = None;
        let step = |&(loaded, answer): &Turn| {
            known = Some(Known::after(known.as_ref(), loaded, answer));
            known.is_some_and(|known| known.holds())
        };
        story.iter().map(step).collect()
    }

    #[test]
    fn the_answer_holds_until_the_ticket_is_loaded_again() {
        let answer = (1, Some(true));
        let story =
            [((false, 1), (0, None)), ((false, 1), answer), ((true, 2), answer), ((false, 3), answer)];
        assert_eq!(shown(&story), [false, true, true, false]);
    }

    #[test]
    fn a_click_that_failed_changes_nothing() {
        assert_eq!(shown(&[((true, 1), (0, None)), ((true, 1), (1, None))]), [true, true]);
        let story = [((false, 1), (0, None)), ((false, 1), (1, Some(true))), ((false, 1), (2, None))];
        assert_eq!(shown(&story), [false, true, true]);
    }

    #[test]
    fn an_old_answer_does_not_outlive_news() {
        let answer = (1, Some(false));
        let story = [((true, 1), (0, None)), ((true, 1), answer), ((false, 2), answer), ((true, 3), answer)];
        assert_eq!(shown(&story), [true, false, false, true]);
    }

    #[test]
    fn a_load_that_began_before_the_click_does_not_turn_the_star_back() {
        let answer = (1, Some(true));
        let story =
            [((false, 1), (0, None)), ((false, 1), answer), ((false, 2), answer), ((true, 3), answer)];
        assert_eq!(shown(&story), [false, true, true, true]);
    }

    #[test]
    fn an_answer_that_every_later_load_contradicts_is_given_up() {
        let answer = (1, Some(true));
        let story =
            [((false, 1), (0, None)), ((false, 1), answer), ((false, 2), answer), ((false, 3), answer)];
        assert_eq!(shown(&story), [false, true, true, false]);
    }
}
