//! The two distributions (UK-95..98), each of my tickets or of all (N-UK12).

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::overview::{Overview, Whose};
use ui::{chart::Chart, prelude::*};

use super::slice::{self, Slice};
use crate::words;

#[component]
pub(super) fn Charts(overview: Signal<Overview>) -> impl IntoView {
    let types = move |whose| {
        overview.with(|it| match whose {
            Whose::Mine => slice::of_types(&it.types_mine, whose),
            Whose::All => slice::of_types(&it.types_all, whose),
        })
    };
    let statuses = move |whose| {
        overview.with(|it| match whose {
            Whose::Mine => slice::of_statuses(&it.statuses_mine, whose),
            Whose::All => slice::of_statuses(&it.statuses_all, whose),
        })
    };
    view! {
        <div class="overview__charts">
            <Distribution name="types" title=t(K::OverviewTypes) first=Whose::Mine slices=types />
            <Distribution name="statuses" title=t(K::OverviewStatuses) first=Whose::All slices=statuses />
        </div>
    }
}

#[component]
fn Distribution<F>(name: &'static str, title: &'static str, first: Whose, slices: F) -> impl IntoView
where
    F: Fn(Whose) -> Vec<Slice> + Copy + Send + Sync + 'static,
{
    let whose = RwSignal::new(first.code().to_owned());
    let slices = Memo::new(move |_| slices(whose.with(|code| code.parse().unwrap_or(first))));
    let nothing = Memo::new(move |_| slices.with(Vec::is_empty));
    let options = Whose::ALL.iter().map(|it| SelectOption::new(it.code(), words::whose(*it))).collect();
    view! {
        <section class="card distribution" aria-labelledby=format!("{name}-title")>
            <header class="distribution__head">
                <h2 class="card__title" id=format!("{name}-title")>{title}</h2>
                <Segmented name options bind=whose label=t(K::OverviewWhose) />
            </header>
            {move || {
                if nothing.get() {
                    view! { <Empty title=t(K::OverviewNothing) icon=IconName::Chart /> }.into_any()
                } else {
                    view! { <Pie title slices /> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Pie(title: &'static str, slices: Memo<Vec<Slice>>) -> impl IntoView {
    let navigate = use_navigate();
    let option = Signal::derive(move || slices.with(|slices| slice::option(slices)));
    let open = move |place: String| {
        let href =
            slices.with_untracked(|slices| Some(slices.get(place.parse::<usize>().ok()?)?.href.clone()));
        if let Some(href) = href {
            navigate(&href, Default::default());
        }
    };
    view! { <Chart option label=title table=move || view! { <Numbers title slices /> } on_click=open /> }
}

/// The same as a table.
#[component]
fn Numbers(title: &'static str, slices: Memo<Vec<Slice>>) -> impl IntoView {
    let rows = move || {
        let slices = slices.get();
        let total = slices.iter().map(|slice| slice.count).sum();
        slices.into_iter().map(|slice| view! { <Number slice total /> }).collect_view()
    };
    view! {
        <table class="numbers">
            <caption class="visually-hidden">{title}</caption>
            <thead>
                <tr><th scope="col">{title}</th><th scope="col">{t(K::OverviewCount)}</th><th scope="col">{t(K::OverviewShare)}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Number(slice: Slice, total: i64) -> impl IntoView {
    let share = slice::percent(slice.count, total);
    view! { <tr><th scope="row"><a href=slice.href>{slice.name}</a></th><td>{slice.count}</td><td>{share}</td></tr> }
}
