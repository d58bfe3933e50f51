//! 流程跟踪.

use leptos::prelude::*;
use model::{Time, flow};
use ui::prelude::*;

use super::screen::Screen;
use crate::words;

#[component]
pub(super) fn Tracker(screen: Screen) -> impl IntoView {
    let steps = Memo::new(move |_| screen.ticket.with(|ticket| ticket.steps.clone()));
    move || {
        let items = steps.with(|steps| steps.iter().map(step).collect::<Vec<_>>());
        view! { <div class="ticket__steps"><Steps label=t(K::TicketFlow) items /></div> }
    }
}

fn step(step: &flow::Step) -> Step {
    let state = match step.state {
        flow::StepState::Done => StepState::Done,
        flow::StepState::Current => StepState::Current,
        flow::StepState::Todo => StepState::Todo,
    };
    let who = match (&step.who, step.state) {
        (Some(who), _) => Some(who.name.clone()),
        (None, flow::StepState::Current) => Some(t(K::TicketUnassigned).to_owned()),
        (None, flow::StepState::Done | flow::StepState::Todo) => None,
    };
    let when = match (step.entered_at, step.left_at) {
        (Some(entered), Some(left)) if left > entered => Some(duration_text(left.millis_since(entered))),
        (Some(entered), None) => Some(tf!(K::FlowSince, time = minute(entered))),
        (Some(entered), Some(_)) => Some(minute(entered)),
        (None, _) => None,
    };
    let detail = [who, when].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Step { title: words::node(step.kind).to_owned(), detail, hint: hint(step), state }
}

fn hint(step: &flow::Step) -> Option<String> {
    let entered = date_time(step.entered_at?);
    Some(match step.left_at {
        Some(left) => format!("{entered} → {}", date_time(left)),
        None => entered,
    })
}

/// Month, day, hour and minute: `11-20 09:14`.
fn minute(at: Time) -> String {
    date_time(at).chars().skip(5).take(11).collect()
}
