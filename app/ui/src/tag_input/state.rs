//! What the tag input knows and does.

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::TagChoice;
use crate::{
    listbox::{Intent, intent},
    platform,
};

/// The state of one tag input.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    pub(super) root: NodeRef<html::Div>,
    pub(super) choices: StoredValue<Vec<TagChoice>>,
    /// The chosen values in the order they were chosen.
    pub(super) chosen: RwSignal<Vec<String>>,
    pub(super) filter: RwSignal<String>,
    pub(super) open: RwSignal<bool>,
    pub(super) upward: RwSignal<bool>,
    pub(super) active: RwSignal<Option<usize>>,
    id: StoredValue<String>,
    initial: StoredValue<Vec<String>>,
    on_change: Option<Callback<Vec<String>>>,
}

impl Picked {
    pub(super) fn new(
        id: &str,
        choices: Vec<TagChoice>,
        initial: Vec<String>,
        on_change: Option<Callback<Vec<String>>>,
    ) -> Self {
        Self {
            root: NodeRef::new(),
            choices: StoredValue::new(choices),
            chosen: RwSignal::new(initial.clone()),
            filter: RwSignal::new(String::new()),
            open: RwSignal::new(false),
            upward: RwSignal::new(false),
            active: RwSignal::new(None),
            id: StoredValue::new(id.to_owned()),
            initial: StoredValue::new(initial),
            on_change,
        }
    }

    /// Listens to the form: a restored draft and a reset.
    pub(super) fn follow_form(self, name: String) {
        Effect::new(move |_| {
            let Some(root) = self.root.get() else { return };
            platform::on_restore(&root, name.clone(), move |saved| {
                let known =
                    saved.into_iter().map(|saved| saved.value).filter(|value| self.tag(value).is_some());
                self.chosen.set(known.collect());
            });
            platform::on_reset(&root, move || self.chosen.set(self.initial.get_value()));
        });
    }

    /// Takes over the boxes ticked before script ran.
    pub(super) fn adopt(self) {
        let Some(root) = self.root.get_untracked() else { return };
        let inputs = root.get_elements_by_tag_name("input");
        let boxes = (0..inputs.length())
            .filter_map(|at| inputs.item(at)?.dyn_into::<web_sys::HtmlInputElement>().ok());
        let (ticked, left): (Vec<_>, Vec<_>) = boxes.partition(web_sys::HtmlInputElement::checked);
        self.chosen.update(|chosen| {
            chosen.retain(|value| left.iter().all(|input| input.value() != *value));
            let new = ticked.iter().map(web_sys::HtmlInputElement::value);
            let new: Vec<_> = new.filter(|value| !chosen.contains(value)).collect();
            chosen.extend(new);
        });
    }

    fn tag(self, value: &str) -> Option<TagChoice> {
        self.choices.with_value(|choices| choices.iter().find(|choice| choice.value == value).cloned())
    }

    pub(super) fn chosen_tags(self) -> Vec<TagChoice> {
        self.chosen.with(|chosen| chosen.iter().filter_map(|value| self.tag(value)).collect())
    }

    pub(super) fn is_chosen(self, value: &str) -> bool {
        self.chosen.with(|chosen| chosen.iter().any(|one| one == value))
    }

    /// The choices whose label contains what is typed.
    pub(super) fn matches(self) -> Vec<TagChoice> {
        let wanted = self.filter.with(|filter| filter.trim().to_lowercase());
        let fits = |choice: &&TagChoice| choice.label.to_lowercase().contains(&wanted);
        self.choices.with_value(|choices| choices.iter().filter(fits).cloned().collect())
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
        self.unfold();
        let first = (!text.trim().is_empty()).then_some(0);
        self.filter.set(text);
        self.active.set(first);
    }

    pub(super) fn unfold(self) {
        const POPUP_PIXELS: f64 = 280.0;
        if let Some(root) = self.root.get_untracked() {
            self.upward.set(!platform::fits_below(&root, POPUP_PIXELS));
        }
        self.open.set(true);
    }

    fn fold(self) {
        self.open.set(false);
        self.active.set(None);
        self.filter.set(String::new());
    }

    pub(super) fn left(self, event: &web_sys::FocusEvent) {
        if self.root.get_untracked().is_some_and(|root| platform::focus_leaves(&root, event)) {
            platform::after_paint(move || {
                if self.open.try_get_untracked() == Some(true) {
                    self.fold();
                }
            });
        }
    }

    pub(super) fn key(self, event: &web_sys::KeyboardEvent) {
        if platform::is_composing(event) {
            return;
        }
        let key = event.key();
        let is_empty = self.filter.with_untracked(String::is_empty);
        match (key.as_str(), self.open.get_untracked()) {
            ("Backspace", _) if is_empty => self.drop_last(),
            ("ArrowDown" | "ArrowUp", false) => {
                event.prevent_default();
                self.unfold();
            }
            (_, true) => self.key_in_list(&key, event),
            _ => {}
        }
    }

    fn key_in_list(self, key: &str, event: &web_sys::KeyboardEvent) {
        let count = untrack(|| self.matches().len());
        let intent = intent(key, self.active.get_untracked(), count);
        if intent.is_some() || key == "Enter" {
            event.prevent_default();
            event.stop_propagation();
        }
        match intent {
            Some(Intent::Move(at)) => {
                self.active.set(Some(at));
                platform::reveal(&self.option_id(at));
            }
            Some(Intent::Take(at)) => self.take(at),
            Some(Intent::Close) => self.fold(),
            None => {}
        }
    }

    pub(super) fn take(self, at: usize) {
        if let Some(tag) = untrack(|| self.matches().get(at).cloned()) {
            self.filter.set(String::new());
            self.active.set(None);
            self.flip(&tag.value);
        }
    }

    pub(super) fn drop_value(self, value: &str) {
        self.flip(value);
        self.id.with_value(|id| platform::focus(id));
    }

    fn drop_last(self) {
        if let Some(last) = self.chosen.with_untracked(|chosen| chosen.last().cloned()) {
            self.flip(&last);
        }
    }

    fn flip(self, value: &str) {
        self.chosen.update(|chosen| match chosen.iter().position(|one| one == value) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(value.to_owned()),
        });
        if let Some(told) = self.on_change {
            told.run(self.chosen.get_untracked());
        }
        if let Some(root) = self.root.get_untracked() {
            platform::announce(&root);
        }
    }
}
