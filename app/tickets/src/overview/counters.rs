//! The four counters, each leading to its list (UK-87..94).

use leptos::prelude::*;
use model::{
    overview::{self, Overview},
    ticket::{StatusIs, TicketFilter, View},
};
use ui::prelude::*;

#[component]
pub(super) fn Counters(overview: Signal<Overview>) -> impl IntoView {
    let count = move |of: fn(&overview::Counters) -> i64| {
        Signal::derive(move || overview.with(|it| of(&it.counters)))
    };
    let closed = count(|counters| counters.mine_closed);
    let note = Signal::derive(move || Some(tf!(K::OverviewMineClosed, n = closed.get())));
    let open = TicketFilter { status: Some(StatusIs::Open), ..TicketFilter::of(View::All) };
    view! {
        <ul class="counters" aria-label=t(K::OverviewCounters)>
            <Counter label=t(K::OverviewTotal) list=TicketFilter::of(View::All) count=count(|counters| counters.total) />
            <Counter label=t(K::OverviewOpen) list=open count=count(|counters| counters.open) />
            <Counter label=t(K::OverviewMyTotal) list=TicketFilter::of(View::Mine) count=count(|counters| counters.mine) note />
            <Counter label=t(K::OverviewMyPending) list=TicketFilter::of(View::Pending) count=count(|counters| counters.pending) />
        </ul>
    }
}

#[component]
fn Counter(
    label: &'static str,
    list: TicketFilter,
    count: Signal<i64>,
    #[prop(optional, into)] note: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <li>
            <a class="counter" href=list.href()>
                <span class="counter__label">{label}</span>
                <strong class="counter__count">{move || count.get()}</strong>
                <span class="counter__note">{move || note.get()}</span>
            </a>
        </li>
    }
}
