//! What the combobox knows and does.

use leptos::{html, prelude::*, web_sys};

use super::Choice;
use crate::{
    listbox::{Intent, intent},
    lookup::{Lookup, Progress, Remote},
    platform::{self, Saved},
};

/// What is chosen: kept here, or followed from elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    now: Signal<Option<Choice>>,
    kept: Option<RwSignal<Option<Choice>>>,
}

impl Chosen {
    pub(super) fn here(initial: Option<Choice>) -> Self {
        let kept = RwSignal::new(initial);
        Self { now: kept.into(), kept: Some(kept) }
    }

    pub(super) fn elsewhere(now: Signal<Option<Choice>>) -> Self {
        Self { now, kept: None }
    }
}

/// The state of one combobox.
#[derive(Clone, Copy)]
pub(super) struct Pick {
    pub(super) root: NodeRef<html::Div>,
    pub(super) chosen: Signal<Option<Choice>>,
    pub(super) open: RwSignal<bool>,
    pub(super) upward: RwSignal<bool>,
    pub(super) active: RwSignal<Option<usize>>,
    pub(super) lookup: Lookup<Choice>,
    kept: Option<RwSignal<Option<Choice>>>,
    typed: RwSignal<Option<String>>,
    id: StoredValue<String>,
    initial: StoredValue<Option<Choice>>,
    offered: StoredValue<Vec<Choice>>,
    on_change: Option<Callback<Option<Choice>>>,
}

impl Pick {
    pub(super) fn new(
        id: &str,
        chosen: Chosen,
        offered: Vec<Choice>,
        search: Remote<Choice>,
        on_change: Option<Callback<Option<Choice>>>,
    ) -> Self {
        Self {
            root: NodeRef::new(),
            chosen: chosen.now,
            open: RwSignal::new(false),
            upward: RwSignal::new(false),
            active: RwSignal::new(None),
            lookup: Lookup::new(search, Vec::new()),
            kept: chosen.kept,
            typed: RwSignal::new(None),
            id: StoredValue::new(id.to_owned()),
            initial: StoredValue::new(chosen.now.get_untracked()),
            offered: StoredValue::new(offered),
            on_change,
        }
    }

    /// Takes over what was chosen before script ran.
    pub(super) fn adopt(self, value: &str) {
        if value
            == self.chosen.with_untracked(|chosen| chosen.as_ref().map_or(String::new(), |c| c.value.clone()))
        {
            return;
        }
        let offered =
            self.offered.with_value(|offered| offered.iter().find(|choice| choice.value == value).cloned());
        if offered.is_some() || value.is_empty() {
            self.keep(offered.clone());
            self.tell(offered);
        }
    }

    /// Listens to the form: a restored draft and a reset.
    pub(super) fn follow_form(self, name: String) {
        Effect::new(move |_| {
            let Some(root) = self.root.get() else { return };
            platform::on_restore(&root, name.clone(), move |saved| self.restore(saved));
            platform::on_reset(&root, move || self.settle(self.initial.get_value()));
        });
    }

    fn restore(self, saved: Vec<Saved>) {
        let saved = saved.into_iter().next().filter(|saved| !saved.value.is_empty());
        let choice = saved.map(|saved| Choice { value: saved.value, label: saved.detail, detail: None });
        if choice.as_ref().map(|c| &c.value) != self.chosen.get_untracked().as_ref().map(|c| &c.value) {
            self.choose(choice);
        }
    }

    pub(super) fn value(self) -> String {
        self.chosen.with(|chosen| chosen.as_ref().map(|choice| choice.value.clone()).unwrap_or_default())
    }

    pub(super) fn label(self) -> String {
        self.chosen.with(|chosen| chosen.as_ref().map(|choice| choice.label.clone()).unwrap_or_default())
    }

    pub(super) fn shown(self) -> String {
        self.typed.get().unwrap_or_else(|| self.label())
    }

    pub(super) fn list_id(self) -> String {
        self.id.with_value(|id| format!("{id}-list"))
    }

    pub(super) fn option_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-option-{at}"))
    }

    pub(super) fn active_id(self) -> Option<String> {
        let at = self.active.get().filter(|_| self.open.get())?;
        Some(self.option_id(at))
    }

    pub(super) fn typed(self, text: String) {
        self.show_popup();
        self.active.set(None);
        self.typed.set(Some(text.clone()));
        self.find(text, Lookup::ask);
    }

    pub(super) fn unfold(self) {
        if !self.open.get_untracked() {
            self.show_popup();
            self.active.set(None);
            self.find(String::new(), Lookup::ask_now);
        }
    }

    fn show_popup(self) {
        const POPUP_PIXELS: f64 = 280.0;
        if let Some(root) = self.root.get_untracked() {
            self.upward.set(!platform::fits_below(&root, POPUP_PIXELS));
        }
        self.open.set(true);
    }

    fn find(self, text: String, ask: impl Fn(Lookup<Choice>, String)) {
        let offered = self.offered.get_value();
        if text.trim().is_empty() && !offered.is_empty() {
            self.lookup.show(offered);
        } else {
            ask(self.lookup, text.trim().to_owned());
        }
    }

    fn fold(self) {
        self.open.set(false);
        self.active.set(None);
        self.typed.set(None);
    }

    pub(super) fn left(self, event: &web_sys::FocusEvent) {
        let Some(root) = self.root.get_untracked() else { return };
        if platform::focus_leaves(&root, event) {
            platform::after_paint(move || self.settle_left());
        }
    }

    /// Waits for the next frame, since a field that is taken off the page loses the focus as well.
    fn settle_left(self) {
        if self.open.try_get_untracked().is_none() || self.has_focus() {
            return;
        }
        let emptied = self.typed.with_untracked(|typed| typed.as_deref() == Some(""));
        if emptied && self.chosen.with_untracked(Option::is_some) {
            self.choose(None);
        } else {
            self.fold();
        }
    }

    fn has_focus(self) -> bool {
        self.root.get_untracked().is_some_and(|root| platform::has_focus(&root))
    }

    pub(super) fn hover(self, at: usize) {
        if self.active.get_untracked() != Some(at) {
            self.active.set(Some(at));
        }
    }

    pub(super) fn key(self, event: &web_sys::KeyboardEvent) {
        if platform::is_composing(event) {
            return;
        }
        let key = event.key();
        if !self.open.get_untracked() {
            if matches!(key.as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                self.unfold();
            }
            return;
        }
        let count = self.lookup.items.with_untracked(Vec::len);
        let active = self.active.get_untracked().or_else(|| self.first_found(&key));
        let Some(intent) = intent(&key, active, count) else {
            if key == "Enter" {
                event.prevent_default();
            }
            return;
        };
        event.prevent_default();
        event.stop_propagation();
        match intent {
            Intent::Move(at) => {
                self.active.set(Some(at));
                platform::reveal(&self.option_id(at));
            }
            Intent::Take(at) => self.take(at),
            Intent::Close => self.fold(),
        }
    }

    /// Enter takes the first of what was typed for, once it is found.
    fn first_found(self, key: &str) -> Option<usize> {
        let typed =
            self.typed.with_untracked(|typed| typed.as_ref().is_some_and(|typed| !typed.trim().is_empty()));
        let settled = self.lookup.progress.with_untracked(|progress| *progress == Progress::Settled);
        (key == "Enter" && typed && settled).then_some(0)
    }

    pub(super) fn take(self, at: usize) {
        if let Some(choice) = self.lookup.items.with_untracked(|items| items.get(at).cloned()) {
            self.choose(Some(choice));
        }
    }

    pub(super) fn clear(self) {
        self.choose(None);
        self.id.with_value(|id| platform::focus(id));
    }

    fn choose(self, choice: Option<Choice>) {
        self.settle(choice.clone());
        self.tell(choice);
        if let Some(root) = self.root.get_untracked() {
            platform::announce(&root);
        }
    }

    fn settle(self, choice: Option<Choice>) {
        self.keep(choice);
        self.fold();
    }

    fn keep(self, choice: Option<Choice>) {
        if let Some(kept) = self.kept {
            kept.set(choice);
        }
    }

    fn tell(self, choice: Option<Choice>) {
        if let Some(told) = self.on_change {
            told.run(choice);
        }
    }
}
