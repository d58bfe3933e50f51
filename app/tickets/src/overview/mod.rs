//! 工单概况, the first page.

pub mod api;
mod counters;
mod pie;
mod slice;

use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    Route,
    ticket::{TicketFilter, TicketPage, View},
};
use session::reload_on;
use ui::prelude::*;

use self::{counters::Counters, pie::Charts};
use crate::{list::api::list_tickets, refresh, steady::Steady, table::TicketTable, words};

/// Counters, distributions and what waits for the reader (UK-65).
#[component]
pub fn OverviewPage() -> impl IntoView {
    let overview = Resource::new(|| (), |()| api::load_overview());
    let pending = Resource::new(|| TicketFilter::of(View::Pending), list_tickets);
    reload_on(refresh::any_ticket, move || {
        overview.refetch();
        pending.refetch();
    });
    view! {
        <Title text=t(K::OverviewTitle) />
        <section class="page overview">
            <header class="page__head">
                <h1 class="page__title">{t(K::OverviewTitle)}</h1>
                <LinkButton href=Route::NewTicket.href() kind=ButtonKind::Primary icon=IconName::Plus>{t(K::OverviewCreate)}</LinkButton>
            </header>
            <Steady resource=overview skeleton=|| view! { <SkeletonRows rows=6 /> } let:overview>
                <Counters overview />
                <Charts overview />
            </Steady>
            <Steady resource=pending skeleton=|| view! { <SkeletonRows /> } let:page>
                <Pending page />
            </Steady>
        </section>
    }
}

#[component]
fn Pending(page: Signal<TicketPage>) -> impl IntoView {
    let rows = Memo::new(move |_| page.with(|page| page.rows.clone()));
    let nothing = Memo::new(move |_| page.with(|page| page.rows.is_empty()));
    let title = words::view(View::Pending);
    view! {
        <section class="overview__pending" aria-labelledby="pending-title">
            <header class="overview__head">
                <h2 class="overview__subtitle" id="pending-title">{title}</h2>
                <span class="overview__total">{move || page.with(TicketPage::total_text)}</span>
                <a href=Route::Tickets(View::Pending).href()>{t(K::OverviewShowAll)}</a>
            </header>
            {move || {
                if nothing.get() {
                    view! { <Empty title=t(K::TicketsNone) text=t(K::TicketsNonePending) icon=IconName::CheckCircle /> }.into_any()
                } else {
                    view! { <TicketTable caption=title.to_owned() rows view=View::Pending /> }.into_any()
                }
            }}
        </section>
    }
}
