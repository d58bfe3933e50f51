//! What happened, in its order.

use leptos::prelude::*;

use crate::avatar::Avatar;

/// How an entry looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimelineKind {
    /// Said to the other side.
    #[default]
    Message,
    /// Said among ourselves.
    Note,
    /// Done, in one line.
    System,
}

impl TimelineKind {
    fn class(self) -> &'static str {
        match self {
            Self::Message => "timeline__item",
            Self::Note => "timeline__item timeline__item--note",
            Self::System => "timeline__item timeline__item--system",
        }
    }
}

/// The entries.
#[component]
pub fn Timeline(
    /// What they are about.
    #[prop(into)]
    label: String,
    /// `TimelineItem` each.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline" aria-label=label>{children()}</ol> }
}

/// One entry.
#[component]
pub fn TimelineItem(
    /// Who.
    #[prop(optional, into)]
    name: String,
    /// How it looks.
    #[prop(optional)]
    kind: TimelineKind,
    /// What and when, after the name.
    #[prop(optional, into)]
    meta: ViewFnOnce,
    /// What was said or done.
    children: Children,
) -> impl IntoView {
    match kind {
        TimelineKind::System => {
            view! { <li class=kind.class()><p class="timeline__line">{children()}{meta.run()}</p></li> }
                .into_any()
        }
        TimelineKind::Message | TimelineKind::Note => view! {
            <li class=kind.class()>
                <Avatar name=name.clone() />
                <p class="timeline__who"><strong>{name}</strong>" "{meta.run()}</p>
                <div class="timeline__body">{children()}</div>
            </li>
        }
        .into_any(),
    }
}
