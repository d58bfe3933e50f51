//! The marks by which a ticket is recognised everywhere: flag, status, star.

pub mod api;
mod star;

use leptos::prelude::*;
use model::ticket::{Priority, Status};
use ui::prelude::*;

pub use self::star::StarButton;
use crate::words;

/// 优先级 with the colour of its flag (UK-78).
#[component]
pub fn PriorityFlag(
    /// Which.
    priority: Priority,
) -> impl IntoView {
    let tone = match priority {
        Priority::Low => FlagTone::Low,
        Priority::Medium => FlagTone::Mid,
        Priority::High => FlagTone::High,
        Priority::Urgent => FlagTone::Urgent,
    };
    view! { <Flag tone label=words::priority(priority) /> }
}

/// 工单状态 as a badge.
#[component]
pub fn StatusBadge(
    /// Which.
    status: Status,
) -> impl IntoView {
    let tone = match status {
        Status::Untouched => Tone::Accent,
        Status::Replied => Tone::Ok,
        Status::AskedAgain => Tone::Warn,
        Status::Closed => Tone::Neutral,
    };
    view! { <Badge tone>{words::status(status)}</Badge> }
}
