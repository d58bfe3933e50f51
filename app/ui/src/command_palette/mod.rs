//! Search and commands, one key away from everywhere.

mod rows;
mod state;

use leptos::{ev, html, prelude::*, web_sys};

use self::{rows::Results, state::Palette};
use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
    lookup::Remote,
    platform,
    toast::DialogToasts,
};

/// What a command does.
#[derive(Clone, Debug)]
pub enum CommandAction {
    /// Opens this address.
    Go(String),
    /// Does something here.
    Run(Callback<()>),
}

/// A command of the palette.
#[derive(Clone, Debug)]
pub struct Command {
    /// What it does, in words.
    pub label: String,
    /// The heading under which it stands; commands of one group follow each other.
    pub group: String,
    /// Other words that find it, such as pinyin.
    pub keywords: String,
    /// What it does.
    pub action: CommandAction,
}

impl Command {
    /// A command that opens an address.
    pub fn go(
        group: impl Into<String>,
        label: impl Into<String>,
        keywords: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        let action = CommandAction::Go(href.into());
        Self { label: label.into(), group: group.into(), keywords: keywords.into(), action }
    }
}

/// Something that the remote search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is called.
    pub title: String,
    /// What tells it from others.
    pub detail: Option<String>,
    /// Where it opens.
    pub href: String,
}

/// A dialog of commands and search results; opens with Ctrl-K or ⌘K anywhere and with `/` outside of text fields.
#[component]
pub fn CommandPalette(
    /// The commands, in order.
    #[prop(into)]
    commands: Signal<Vec<Command>>,
    /// Finds things by what is typed.
    search: Remote<Hit>,
    /// Whether it is open.
    #[prop(optional)]
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let palette = Palette::new(commands, search, open);
    listen_for_keys(open);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => show(&dialog),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="palette"
            aria-label=t(K::PaletteTitle)
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:click=move |event| {
                if is_backdrop(&event) {
                    open.set(false);
                }
            }
        >
            {move || open.get().then(|| view! { <Body palette /> })}
            <DialogToasts open />
        </dialog>
    }
}

#[component]
fn Body(palette: Palette) -> impl IntoView {
    palette.typed(String::new());
    platform::after_paint(|| platform::focus(state::INPUT));
    view! {
        <div class="palette__box">
            <div class="palette__field">
                <Icon name=IconName::Search />
                <input
                    id=state::INPUT
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls=state::LIST
                    aria-label=t(K::PaletteTitle)
                    aria-activedescendant=move || palette.active_id()
                    placeholder=t(K::PaletteHint)
                    on:input=move |event| {
                        if !platform::is_composing(&event) {
                            palette.typed(event_target_value(&event));
                        }
                    }
                    on:compositionend=move |event| palette.typed(event_target_value(&event))
                    on:keydown=move |event| palette.key(&event)
                />
            </div>
            <Results palette />
            <p class="palette__keys" aria-hidden="true">{t(K::PaletteKeys)}</p>
        </div>
    }
}

fn show(dialog: &web_sys::HtmlDialogElement) {
    if dialog.show_modal().is_ok() {
        platform::focus(state::INPUT);
    }
}

/// A click on the dialog itself is one outside of its box.
fn is_backdrop(event: &web_sys::MouseEvent) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

fn listen_for_keys(open: RwSignal<bool>) {
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let chord = event.ctrl_key() || event.meta_key();
            let wanted = match event.key().as_str() {
                "k" | "K" => chord && !event.shift_key() && !event.alt_key(),
                "/" => platform::shortcut(&event).is_some(),
                _ => false,
            };
            if wanted && !event.default_prevented() {
                event.prevent_default();
                open.set(true);
            }
        });
        on_cleanup(move || handle.remove());
    });
}
