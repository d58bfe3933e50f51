//! A menu under a button. It opens without script; with it, arrow keys move, Escape and a click elsewhere close.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::icon::{Icon, IconName};

/// A button and what folds out under it.
#[component]
pub fn Menu(
    /// What it offers, in words.
    #[prop(into)]
    label: String,
    /// What the button shows.
    #[prop(into)]
    trigger: ViewFnOnce,
    /// Looks like a button with a border.
    #[prop(optional)]
    bordered: bool,
    /// Opens towards the start of the line.
    #[prop(optional)]
    align_end: bool,
    /// `MenuItem`, `MenuLink`, `MenuSeparator`.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    close_on_click_elsewhere(node);
    let button = if bordered { "menu__button button" } else { "menu__button" };
    view! {
        <details class="menu" class:menu--end=align_end node_ref=node on:keydown=move |event| key(node, &event)>
            <summary class=button aria-haspopup="menu" aria-label=label.clone() title=label.clone()>
                {trigger.run()}
            </summary>
            <div class="menu__list" role="menu" aria-label=label on:click=move |_| fold(node)>
                {children()}
            </div>
        </details>
    }
}

fn close_on_click_elsewhere(node: NodeRef<html::Details>) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if let Some(Some(details)) = node.try_get_untracked()
                && !details.contains(target.as_ref())
            {
                let _ = details.remove_attribute("open");
            }
        });
        on_cleanup(move || listener.remove());
    });
}

fn fold(node: NodeRef<html::Details>) {
    if let Some(details) = node.get_untracked() {
        let _ = details.remove_attribute("open");
    }
}

fn key(node: NodeRef<html::Details>, event: &ev::KeyboardEvent) {
    let Some(details) = node.get_untracked() else { return };
    match event.key().as_str() {
        "Escape" if details.has_attribute("open") => {
            event.stop_propagation();
            fold(node);
            if let Ok(Some(button)) = details.query_selector("summary") {
                focus(button);
            }
        }
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            let _ = details.set_attribute("open", "");
            step(&details, event.key() == "ArrowDown");
        }
        "Tab" => fold(node),
        _ => {}
    }
}

/// Moves to the next item, round the ends, past what cannot be chosen.
fn step(details: &web_sys::Element, down: bool) {
    let Some(list) = details.query_selector(".menu__list").ok().flatten() else { return };
    let all = list.get_elements_by_class_name("menu__item");
    let items: Vec<_> = (0..all.length())
        .filter_map(|at| all.item(at))
        .filter(|item| !item.has_attribute("disabled"))
        .collect();
    let focused = document().active_element();
    let at = items.iter().position(|item| Some(item) == focused.as_ref());
    if let Some(item) = next_of(at, down, items.len()).and_then(|next| items.into_iter().nth(next)) {
        focus(item);
    }
}

fn next_of(at: Option<usize>, down: bool, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (at, down) {
        (Some(at), true) if at < last => at + 1,
        (Some(_) | None, true) => 0,
        (Some(at), false) if at > 0 => at - 1,
        (Some(_) | None, false) => last,
    })
}

fn focus(element: web_sys::Element) {
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Something to do.
#[component]
pub fn MenuItem(
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Whether something is destroyed.
    #[prop(optional)]
    danger: bool,
    /// Cannot be chosen now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Submits the form around the menu.
    #[prop(optional)]
    submit: bool,
    /// Told when it is chosen.
    #[prop(optional, into)]
    on_select: Option<Callback<()>>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let select = move |_| {
        if let Some(told) = on_select {
            told.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class="menu__item"
            class:menu__item--danger=danger
            role="menuitem"
            disabled=disabled
            on:click=select
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{children()}</span>
        </button>
    }
}

/// Somewhere to go.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Whether the reader is there already.
    #[prop(optional)]
    current: bool,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu__item" role="menuitem" href=href aria-current=current.then_some("true")>
            {icon.map(|name| view! { <Icon name /> })}
            <span>{children()}</span>
        </a>
    }
}

/// A line between groups of items.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <div class="menu__separator" role="separator"></div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_the_ends_of_a_menu() {
        let cases = [
            ((None, true, 3), Some(0)),
            ((None, false, 3), Some(2)),
            ((Some(2), true, 3), Some(0)),
            ((Some(0), false, 3), Some(2)),
            ((Some(1), true, 3), Some(2)),
            ((None, true, 0), None),
        ];
        for ((at, down, count), expected) in cases {
            assert_eq!(next_of(at, down, count), expected, "{at:?} {down} {count}");
        }
    }
}
