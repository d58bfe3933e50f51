//! The lists of 工单管理.

pub mod api;
mod chips;
mod counts;
mod filters;
mod menu;
mod narrow;
mod take_out;
mod view;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::ticket::TicketFilter;

use self::view::{List, Loading, UnknownFilter};
pub use self::{
    counts::{Counted, provide_counts},
    menu::Views,
};

/// The lists; the URL says which, and how it is filtered.
#[component]
pub fn ListPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            TicketFilter::from_pairs(query.into_iter().map(|(name, value)| (name.as_ref(), value)))
        })
    });
    let known = Memo::new(move |_| asked.with(Result::is_ok));
    let filter: Signal<TicketFilter> = Memo::new(move |_| asked.get().unwrap_or_default()).into();
    let current = Signal::derive(move || filter.with(|filter| Some(filter.view)));
    let loading = Loading::of(filter);
    view! {
        <div class="desk">
            <Views current />
            {move || {
                if known.get() { view! { <List filter loading /> }.into_any() } else { view! { <UnknownFilter /> }.into_any() }
            }}
        </div>
    }
}
