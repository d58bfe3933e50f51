//! 工单回复, 内部备注 and 变更记录: what happened, oldest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::ticket::Entry;
use ui::prelude::*;

use super::{line::line, part::Part, screen::Screen};

#[component]
pub(super) fn History(screen: Screen) -> impl IntoView {
    let query = use_query_map();
    let show = Memo::new(move |_| query.with(|query| Part::read(query.get("show").as_deref())));
    let entries = move || {
        let show = show.get();
        screen.ticket.with(|ticket| {
            ticket.entries.iter().filter(|entry| show.takes(entry)).cloned().collect::<Vec<_>>()
        })
    };
    let nothing = Memo::new(move |_| entries().is_empty());
    view! {
        <section class="history" aria-label=t(K::HistoryTitle)>
            <Parts screen show />
            <Timeline label=t(K::HistoryTitle)>
                <For each=entries key=move |entry: &Entry| (entry.seq, show.get_untracked().code()) let:entry>
                    {line(entry, show.get_untracked(), screen.enlarged)}
                </For>
            </Timeline>
            <Show when=move || nothing.get()>
                <p class="history__nothing">{t(K::HistoryNothing)}</p>
            </Show>
        </section>
    }
}

#[component]
fn Parts(screen: Screen, show: Memo<Part>) -> impl IntoView {
    let count = move |part: Part| {
        screen.ticket.with(|ticket| ticket.entries.iter().filter(|entry| part.takes(entry)).count())
    };
    let links = Part::ALL.map(|part| {
        view! {
            <a
                class="tabs__tab"
                href=move || part.href(screen.number(), screen.from.get())
                data-noscroll=""
                aria-current=move || (show.get() == part).then_some("page")
            >
                {part.word()}
                <span class="tabs__count">{move || count(part)}</span>
            </a>
        }
    });
    view! { <nav class="tabs history__parts" aria-label=t(K::HistoryTitle)>{links.collect_view()}</nav> }
}
