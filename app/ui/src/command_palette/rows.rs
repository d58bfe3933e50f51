//! What the palette offers.

use leptos::prelude::*;

use super::{
    CommandAction,
    state::{Group, LIST, Line, Palette, line_id},
};
use crate::{
    fault::error_text,
    i18n::{K, t},
    lookup::Progress,
};

/// The groups, and a word when there is nothing or not yet.
#[component]
pub(super) fn Results(palette: Palette) -> impl IntoView {
    let groups = Memo::new_with_compare(move |_| palette.groups(), |_, _| true);
    view! {
        <div
            id=LIST
            class="palette__list"
            role="listbox"
            aria-label=t(K::PaletteTitle)
            hidden=move || groups.with(Vec::is_empty)
        >
            {move || groups.get().into_iter().map(|group| view! { <Section palette group /> }).collect_view()}
        </div>
        <p class="palette__status" role="status">
            {move || status(palette, groups.with(Vec::is_empty))}
        </p>
    }
}

fn status(palette: Palette, is_empty: bool) -> Option<String> {
    match palette.lookup.progress.get() {
        Progress::Waiting => Some(t(K::PaletteSearching).to_string()),
        Progress::Failed(error) => Some(error_text(&error)),
        Progress::Settled => is_empty.then(|| t(K::PaletteEmpty).to_string()),
    }
}

#[component]
fn Section(palette: Palette, group: Group) -> impl IntoView {
    let title = group.title.clone();
    let lines = group.lines.into_iter().map(|line| view! { <Row palette line /> }).collect_view();
    view! {
        <div role="group" aria-label=title>
            <div class="palette__group" role="presentation">{group.title}</div>
            {lines}
        </div>
    }
}

#[component]
fn Row(palette: Palette, line: Line) -> impl IntoView {
    let at = line.at;
    let is_active = move || palette.active.get() == at;
    let hover = move || {
        if palette.active.get_untracked() != at {
            palette.active.set(at);
        }
    };
    let words = view! {
        <span class="palette__title">{line.title}</span>
        {line.detail.map(|detail| view! { <span class="palette__detail">{detail}</span> })}
    };
    match line.action {
        CommandAction::Go(href) => view! {
            <a
                id=line_id(at)
                class="palette__row"
                role="option"
                tabindex="-1"
                href=href
                aria-selected=move || is_active().to_string()
                on:pointermove=move |_| hover()
                on:click=move |_| palette.close()
            >
                {words}
            </a>
        }
        .into_any(),
        CommandAction::Run(run) => view! {
            <button
                id=line_id(at)
                type="button"
                class="palette__row"
                role="option"
                tabindex="-1"
                aria-selected=move || is_active().to_string()
                on:pointermove=move |_| hover()
                on:click=move |_| {
                    palette.close();
                    run.run(());
                }
            >
                {words}
            </button>
        }
        .into_any(),
    }
}
