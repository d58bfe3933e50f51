//! Small coloured signs; the words carry the meaning, the colour repeats it.

use leptos::prelude::*;

use crate::icon::{Icon, IconName};

/// What a colour says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Under way.
    Accent,
    /// Good.
    Ok,
    /// Needs attention.
    Warn,
    /// Bad.
    Bad,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 5] = [Self::Neutral, Self::Accent, Self::Ok, Self::Warn, Self::Bad];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A state in a word.
#[component]
pub fn Badge(
    /// What its colour says.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! { <span class=format!("badge badge--{}", tone.word())>{children()}</span> }
}

/// The four colours of urgency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlagTone {
    /// Green.
    #[default]
    Low,
    /// Blue.
    Mid,
    /// Yellow.
    High,
    /// Red.
    Urgent,
}

impl FlagTone {
    /// Every colour, from calm to urgent.
    pub const ALL: [Self; 4] = [Self::Low, Self::Mid, Self::High, Self::Urgent];

    /// The last part of a class name: `low`, `mid`, `high`, `urgent`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Mid => "mid",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// A flag in the colour of its urgency, with the word beside it or, when `bare`, only read out.
#[component]
pub fn Flag(
    /// The colour.
    tone: FlagTone,
    /// The word for it.
    #[prop(into)]
    label: String,
    /// Shows the flag alone.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let title = bare.then(|| label.clone());
    let word = if bare { "visually-hidden" } else { "flag__word" };
    view! {
        <span class=format!("flag flag--{}", tone.word()) title=title>
            <Icon name=IconName::Flag />
            <span class=word>{label}</span>
        </span>
    }
}
