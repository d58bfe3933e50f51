//! The four counters, each leading to its list (UK-87..94).

use leptos::prelude::*;
use model::{
    Route,
    overview::{self, Overview},
    ticket::View,
};
use ui::prelude::*;

#[component]
pub(super) fn Counters(overview: Signal<Overview>) -> impl IntoView {
    let count = move |of: fn(&overview::Counters) -> i64| Signal::derive(move || overview.with(|it| of(&it.counters)));
    let closed = count(|counters| counters.mine_closed);
    let note = Signal::derive(move || Some(tf!(K::OverviewMineClosed, n = closed.get())));
    view! {
        <ul class="counters" aria-label=t(K::OverviewCounters)>
            <Counter label=t(K::OverviewTotal) view=View::All count=count(|counters| counters.total) />
            <Counter label=t(K::OverviewOpen) view=View::All count=count(|counters| counters.open) />
            <Counter label=t(K::OverviewMyTotal) view=View::Mine count=count(|counters| counters.mine) note />
            <Counter label=t(K::OverviewMyPending) view=View::Pending count=count(|counters| counters.pending) />
        </ul>
    }
}

#[component]
fn Counter(
    label: &'static str,
    view: View,
    count: Signal<i64>,
    #[prop(optional, into)] note: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <li>
            <a class="counter" href=Route::Tickets(view).href()>
                <span class="counter__label">{label}</span>
                <strong class="counter__count">{move || count.get()}</strong>
                <span class="counter__note">{move || note.get()}</span>
            </a>
        </li>
    }
}
