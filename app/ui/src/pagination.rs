//! Forwards and backwards through a list that has no page numbers.

use leptos::prelude::*;

use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
    tf,
};

/// Links to the neighbours of this page and to other page sizes.
#[component]
pub fn Pagination(
    /// The page before, unless this is the first.
    newer: Option<String>,
    /// The page after, unless this is the last.
    older: Option<String>,
    /// The page sizes on offer, each with its address.
    #[prop(optional)]
    sizes: Vec<(u32, String)>,
    /// The page size now.
    #[prop(optional)]
    size: u32,
    /// How many there are in all.
    #[prop(optional, into)]
    summary: Option<String>,
) -> impl IntoView {
    let sizes = (!sizes.is_empty()).then(|| view! { <Sizes sizes size /> });
    view! {
        <nav class="pagination" aria-label=t(K::PageLabel)>
            {summary.map(|summary| view! { <span class="pagination__summary">{summary}</span> })}
            {sizes}
            <span class="pagination__steps">
                <Step href=newer icon=IconName::ChevronLeft label=t(K::PageNewer) rel="prev" />
                <Step href=older icon=IconName::ChevronRight label=t(K::PageOlder) rel="next" />
            </span>
        </nav>
    }
}

#[component]
fn Sizes(sizes: Vec<(u32, String)>, size: u32) -> impl IntoView {
    let links = sizes.into_iter().map(|(rows, href)| {
        let current = (rows == size).then_some("true");
        view! { <a class="pagination__size" href=href aria-current=current aria-label=tf!(K::PageSizeRows, n = rows)>{rows}</a> }
    });
    view! {
        <span class="pagination__sizes">
            <span>{t(K::PageSize)}</span>
            {links.collect_view()}
        </span>
    }
}

#[component]
fn Step(href: Option<String>, icon: IconName, label: &'static str, rel: &'static str) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="button button--icon" href=href rel=rel aria-label=label title=label><Icon name=icon /></a>
        }
        .into_any(),
        None => view! {
            <span class="button button--icon button--off" role="link" aria-disabled="true" aria-label=label><Icon name=icon /></span>
        }
        .into_any(),
    }
}
