//! The buttons over the text, one tab stop, arrows between them.

use leptos::{prelude::*, web_sys};

use super::state::Writing;
use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
    platform,
};

struct Tool {
    command: &'static str,
    label: K,
    glyph: IconName,
    /// Whether it is a format that is on or off, rather than something to do.
    toggles: bool,
}

const fn tool(command: &'static str, label: K, glyph: IconName, toggles: bool) -> Tool {
    Tool { command, label, glyph, toggles }
}

const TOOLS: [Tool; 8] = [
    tool("bold", K::RichBold, IconName::Bold, true),
    tool("italic", K::RichItalic, IconName::Italic, true),
    tool("bullets", K::RichBullets, IconName::List, true),
    tool("numbers", K::RichNumbers, IconName::ListOrdered, true),
    tool("quote", K::RichQuote, IconName::Quote, true),
    tool("link", K::RichLink, IconName::Link, true),
    tool("undo", K::RichUndo, IconName::Undo, false),
    tool("redo", K::RichRedo, IconName::Redo, false),
];

/// The formatting buttons.
#[component]
pub(super) fn Toolbar(writing: Writing, disabled: Signal<bool>) -> impl IntoView {
    let stop = RwSignal::new(0);
    let tools = TOOLS.iter().enumerate().map(|(at, tool)| view! { <Button writing disabled stop at tool /> });
    view! {
        <div
            class="rich__toolbar"
            role="toolbar"
            aria-label=t(K::RichToolbar)
            aria-controls=writing.id.get_value()
            on:keydown=move |event| walk(writing, stop, &event)
        >
            {tools.collect_view()}
        </div>
    }
}

#[component]
fn Button(
    writing: Writing,
    disabled: Signal<bool>,
    stop: RwSignal<usize>,
    at: usize,
    tool: &'static Tool,
) -> impl IntoView {
    let is_active =
        move || writing.caret.with(|caret| caret.active.iter().any(|active| active == tool.command));
    let idle = move || disabled.get() || !writing.ready.get();
    view! {
        <button
            type="button"
            class="rich__tool"
            id=tool_id(writing, at)
            tabindex=move || if stop.get() == at { "0" } else { "-1" }
            title=t(tool.label)
            aria-label=t(tool.label)
            aria-pressed=move || tool.toggles.then(|| is_active().to_string())
            aria-disabled=move || (idle() || (!tool.toggles && !is_active())).to_string()
            on:mousedown=|event| event.prevent_default()
            on:focus=move |_| stop.set(at)
            on:click=move |_| {
                if !untrack(idle) {
                    run(writing, tool.command);
                }
            }
        >
            <Icon name=tool.glyph />
        </button>
    }
}

fn run(writing: Writing, command: &str) {
    if command == "link" {
        writing.linking.update(|open| *open = !*open);
    } else {
        writing.tell("run", command);
    }
}

fn walk(writing: Writing, stop: RwSignal<usize>, event: &web_sys::KeyboardEvent) {
    let (at, last) = (stop.get_untracked(), TOOLS.len() - 1);
    let next = match event.key().as_str() {
        "ArrowRight" => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    platform::focus(&tool_id(writing, next));
}

fn tool_id(writing: Writing, at: usize) -> String {
    writing.id.with_value(|id| format!("{id}-tool-{at}"))
}
