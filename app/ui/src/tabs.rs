//! Tabs: links between pages that look like one place, and panels of which one shows.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// A page among its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// Where it leads.
    pub href: String,
    /// What people read.
    pub label: String,
    /// How much waits there.
    pub count: Option<String>,
    /// Whether this page shows.
    pub current: bool,
}

/// Pages that look like one place.
#[component]
pub fn TabLinks(
    /// What they have in common.
    #[prop(into)]
    label: String,
    /// The pages.
    items: Vec<TabLink>,
) -> impl IntoView {
    let links = items.into_iter().map(|item| {
        view! {
            <a class="tabs__tab" href=item.href aria-current=item.current.then_some("page")>
                {item.label}
                {item.count.map(|count| view! { <span class="tabs__count">{count}</span> })}
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=label>{links.collect_view()}</nav> }
}

/// A panel that can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabItem {
    /// Which panel.
    pub id: &'static str,
    /// What people read.
    pub label: String,
}

impl TabItem {
    /// A panel and its label.
    pub fn new(id: &'static str, label: impl Into<String>) -> Self {
        Self { id, label: label.into() }
    }
}

/// Chooses which `TabPanel` shows; arrow keys, Home and End move along.
#[component]
pub fn Tabs(
    /// The name, unique on the page; `TabPanel` repeats it.
    name: &'static str,
    /// What the panels have in common.
    #[prop(into)]
    label: String,
    /// The panels, which may come, go and change their labels.
    #[prop(into)]
    items: Signal<Vec<TabItem>>,
    /// Which one shows.
    #[prop(into)]
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let ids = move || items.with_untracked(|items| items.iter().map(|item| item.id).collect::<Vec<_>>());
    let tab = move |id: &'static str| {
        let chosen = move || selected.get() == id;
        let label = move || {
            items.with(|items| items.iter().find(|item| item.id == id).map(|item| item.label.clone()))
        };
        view! {
            <button
                type="button"
                class="tabs__tab"
                role="tab"
                id=format!("{name}-tab-{id}")
                aria-controls=format!("{name}-panel-{id}")
                aria-selected=move || chosen().to_string()
                tabindex=move || if chosen() { "0" } else { "-1" }
                on:click=move |_| selected.set(id)
            >
                {label}
            </button>
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let ids = ids();
        let at = ids.iter().position(|id| *id == selected.get_untracked()).unwrap_or_default();
        if let Some(next) = moved(&event.key(), at, ids.len()) {
            event.prevent_default();
            selected.set(ids[next]);
            focus_child(node, next);
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=node on:keydown=on_key>
            <For each=move || items.get() key=|item| item.id let:item>{tab(item.id)}</For>
        </div>
    }
}

fn focus_child(node: NodeRef<html::Div>, index: usize) {
    let child = node.get_untracked().and_then(|list| list.children().item(u32::try_from(index).ok()?));
    if let Some(tab) = child.and_then(|child| child.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = tab.focus();
    }
}

/// Where an arrow key leads in a row of `count`, round the ends.
fn moved(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

/// What shows while its tab is chosen.
#[component]
pub fn TabPanel(
    /// The name of the `Tabs`.
    tabs: &'static str,
    /// Which panel this is.
    id: &'static str,
    /// Which one shows.
    #[prop(into)]
    selected: RwSignal<&'static str>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="tabs__panel"
            role="tabpanel"
            id=format!("{tabs}-panel-{id}")
            aria-labelledby=format!("{tabs}-tab-{id}")
            hidden=move || selected.get() != id
        >
            {children()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_the_ends() {
        let cases = [
            ("ArrowRight", 2, Some(0)),
            ("ArrowLeft", 0, Some(2)),
            ("Home", 1, Some(0)),
            ("End", 0, Some(2)),
            ("a", 0, None),
        ];
        for (key, at, expected) in cases {
            assert_eq!(moved(key, at, 3), expected, "{key}");
        }
    }
}
