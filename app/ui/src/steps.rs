//! Where something stands on its way.

use leptos::prelude::*;

use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// Here.
    Current,
    /// Ahead.
    Todo,
}

impl StepState {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "steps__step steps__step--done",
            Self::Current => "steps__step steps__step--current",
            Self::Todo => "steps__step",
        }
    }

    fn word(self) -> &'static str {
        t(match self {
            Self::Done => K::StepsDone,
            Self::Current => K::StepsCurrent,
            Self::Todo => K::StepsTodo,
        })
    }
}

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens there.
    pub title: String,
    /// Who, and how long.
    pub detail: String,
    /// More, on hover.
    pub hint: Option<String>,
    /// How far it is.
    pub state: StepState,
}

/// The steps in their order; on a narrow screen they scroll.
#[component]
pub fn Steps(
    /// What the way is of.
    #[prop(into)]
    label: String,
    /// The steps.
    items: Vec<Step>,
) -> impl IntoView {
    let steps = items.into_iter().map(|step| view! { <StepView step /> }).collect_view();
    view! { <ol class="steps" aria-label=label tabindex="0">{steps}</ol> }
}

#[component]
fn StepView(step: Step) -> impl IntoView {
    let Step { title, detail, hint, state } = step;
    view! {
        <li class=state.class() title=hint aria-current=(state == StepState::Current).then_some("step")>
            <span class="steps__mark">{(state == StepState::Done).then(|| view! { <Icon name=IconName::Check /> })}</span>
            <span class="steps__title">{title}<span class="visually-hidden">" "{state.word()}</span></span>
            <span class="steps__detail">{detail}</span>
        </li>
    }
}
