//! What a list shows.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    Error, FieldErrors, Problem, Route,
    ticket::{TicketFilter, TicketPage, View, listing::PAGE_SIZES},
};
use session::reload_on;
use ui::prelude::*;

use super::{api, chips::Chips, filters::Filters, narrow::widened, take_out::TakeOut};
use crate::{
    pick::api::{References, load_references},
    refresh,
    steady::Steady,
    table::TicketTable,
    words,
};

/// What a list loads. It belongs to the page, since the list itself may be built more than once for one answer.
#[derive(Clone, Copy)]
pub(super) struct Loading {
    page: Resource<Result<TicketPage, Fault>>,
    references: Resource<Result<References, Fault>>,
}

impl Loading {
    pub(super) fn of(filter: Signal<TicketFilter>) -> Self {
        let page = Resource::new(move || filter.get(), api::list_tickets);
        reload_on(refresh::any_ticket, move || page.refetch());
        Self { page, references: Resource::new(|| (), |()| load_references()) }
    }
}

/// One list: heading, filters, rows, pages.
#[component]
pub(super) fn List(filter: Signal<TicketFilter>, loading: Loading) -> impl IntoView {
    let Loading { page, references } = loading;
    let name = move || words::view(filter.with(|filter| filter.view)).to_owned();
    view! {
        <PageTitle text=name />
        <section class="tickets" aria-labelledby="tickets-title">
            <header class="tickets__head">
                <h1 class="tickets__title" id="tickets-title">{name}</h1>
                <TakeOut filter />
                <Load resource=references skeleton=|| view! { <div class="filters"></div> } let:references>
                    <Filters filter references=references.clone() />
                    <Chips filter references />
                </Load>
            </header>
            <Steady resource=page skeleton=|| view! { <SkeletonRows rows=12 /> } let:page>
                <Rows page />
            </Steady>
        </section>
    }
}

#[component]
fn Rows(page: Signal<TicketPage>) -> impl IntoView {
    let view = Signal::derive(move || page.with(|page| page.filter.view));
    let rows = Memo::new(move |_| page.with(|page| page.rows.clone()));
    let nothing = Memo::new(move |_| page.with(|page| page.rows.is_empty()));
    let caption = Signal::derive(move || words::view(view.get()).to_owned());
    view! {
        {move || {
            if nothing.get() {
                view! { <Nothing filter=page.with_untracked(|page| page.filter.clone()) /> }.into_any()
            } else {
                view! { <TicketTable caption rows view /> }.into_any()
            }
        }}
        {move || page.with(|page| view! { <Pages page=page.clone() /> })}
    }
}

#[component]
fn Pages(page: TicketPage) -> impl IntoView {
    let filter = page.filter.first_page();
    let newer = page.newer.map(|after| TicketFilter { after: Some(after), ..filter.clone() }.href());
    let older = page.older.map(|before| TicketFilter { before: Some(before), ..filter.clone() }.href());
    let sizes =
        PAGE_SIZES.map(|size| (u32::from(size), TicketFilter { size, ..filter.clone() }.href())).to_vec();
    let summary = tf!(K::TicketsTotal, n = page.total_text());
    view! { <Pagination newer older sizes size=u32::from(filter.size) summary /> }
}

/// Nothing to list: because of the filter, or because all is done.
#[component]
fn Nothing(filter: TicketFilter) -> impl IntoView {
    if filter.is_narrowed() {
        let reset = widened(&filter).href();
        return view! {
            <Empty title=t(K::TicketsNoMatch) text=t(K::TicketsNoMatchAdvice) icon=IconName::Search>
                <LinkButton href=reset>{t(K::TicketsReset)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let advice = t(match filter.view {
        View::Mine => K::TicketsNoneMine,
        View::Pending => K::TicketsNonePending,
        View::Unassigned => K::TicketsNoneUnassigned,
        View::Starred => K::TicketsNoneStarred,
        View::Closed => K::TicketsNoneClosed,
        View::All => K::TicketsNoneAll,
    });
    view! {
        <Empty title=t(K::TicketsNone) text=advice>
            <LinkButton href=Route::NewTicket.href() icon=IconName::Plus>{t(K::TicketsNew)}</LinkButton>
        </Empty>
    }
    .into_any()
}

/// A URL that names a column or value which does not exist.
#[component]
pub(super) fn UnknownFilter() -> impl IntoView {
    let Fault(error) = Error::Invalid(FieldErrors::one("", Problem::UnknownFilter)).into();
    view! {
        <Title text=t(K::ProblemUnknownFilter) />
        <section class="tickets">
            <ErrorPanel error page=true />
            <p class="page__after"><LinkButton href=Route::Tickets(View::default()).href()>{t(K::TicketsReset)}</LinkButton></p>
        </section>
    }
}
