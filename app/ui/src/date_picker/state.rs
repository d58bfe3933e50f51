//! What the date picker knows and does.

use leptos::{html, prelude::*, web_sys};

use super::{Day, today};
use crate::platform;

/// The state of one date picker.
#[derive(Clone, Copy)]
pub(super) struct Picker {
    pub(super) root: NodeRef<html::Div>,
    pub(super) input: NodeRef<html::Input>,
    /// The day that has the focus in the open month; closed when none.
    pub(super) cursor: RwSignal<Option<Day>>,
    pub(super) upward: RwSignal<bool>,
    pub(super) id: StoredValue<String>,
    value: RwSignal<String>,
    min: Option<Day>,
    max: Option<Day>,
    on_change: Option<Callback<String>>,
}

impl Picker {
    pub(super) fn new(
        id: &str,
        value: RwSignal<String>,
        min: Option<Day>,
        max: Option<Day>,
        on_change: Option<Callback<String>>,
    ) -> Self {
        Self {
            root: NodeRef::new(),
            input: NodeRef::new(),
            cursor: RwSignal::new(None),
            upward: RwSignal::new(false),
            id: StoredValue::new(id.to_owned()),
            value,
            min,
            max,
            on_change,
        }
    }

    /// Takes over what was typed before script ran.
    pub(super) fn adopt(self) {
        if let Some(input) = self.input.get_untracked() {
            self.value.set(input.value());
            platform::on_reset(&input.clone(), move || self.value.set(input.value()));
        }
    }

    pub(super) fn chosen(self) -> Option<Day> {
        self.value.with(|text| Day::parse(text))
    }

    pub(super) fn allows(self, day: Day) -> bool {
        self.min.is_none_or(|min| day >= min) && self.max.is_none_or(|max| day <= max)
    }

    /// Whether the text is no day that may be picked.
    pub(super) fn is_wrong(self) -> bool {
        self.value.with(|text| !text.is_empty() && !Day::parse(text).is_some_and(|day| self.allows(day)))
    }

    pub(super) fn typed(self, text: String) {
        self.value.set(text);
    }

    /// Writes what was typed the one way that forms submit.
    pub(super) fn tidy(self) {
        let text = self.value.get_untracked();
        self.store(Day::parse(&text).map_or(text, |day| day.to_string()));
    }

    fn store(self, text: String) {
        self.value.set(text.clone());
        if let Some(told) = self.on_change {
            told.run(text);
        }
    }

    pub(super) fn toggle(self) {
        if self.cursor.with_untracked(Option::is_some) { self.close() } else { self.open() }
    }

    pub(super) fn open(self) {
        const POPUP_PIXELS: f64 = 320.0;
        if let Some(root) = self.root.get_untracked() {
            self.upward.set(!platform::fits_below(&root, POPUP_PIXELS));
        }
        if let Some(day) = self.value.with_untracked(|text| Day::parse(text)).or_else(today) {
            self.go(day);
        }
    }

    /// Moves the focus to a day, into another month if need be.
    pub(super) fn go(self, day: Day) {
        self.cursor.set(Some(day));
        let id = self.day_id(day);
        platform::after_paint(move || platform::focus(&id));
    }

    /// Shows another month without moving the keyboard focus into it.
    pub(super) fn turn(self, months: i32) {
        self.cursor.update(|cursor| *cursor = cursor.map(|day| day.plus_months(months)));
    }

    pub(super) fn pick(self, day: Day) {
        if self.allows(day) {
            self.finish(day.to_string());
        }
    }

    pub(super) fn pick_today(self) {
        if let Some(day) = today() {
            self.pick(day);
        }
    }

    pub(super) fn finish(self, text: String) {
        self.close();
        self.store(text);
        if let Some(root) = self.root.get_untracked() {
            platform::announce(&root);
        }
    }

    fn close(self) {
        self.cursor.set(None);
        self.id.with_value(|id| platform::focus(id));
    }

    pub(super) fn left(self, event: &web_sys::FocusEvent) {
        let Some(root) = self.root.get_untracked() else { return };
        if event.related_target().is_some() && platform::focus_leaves(&root, event) {
            self.cursor.set(None);
        }
    }

    pub(super) fn escape(self, event: &web_sys::KeyboardEvent) {
        if event.key() == "Escape" && self.cursor.with_untracked(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
            self.close();
        }
    }

    pub(super) fn day_id(self, day: Day) -> String {
        self.id.with_value(|id| format!("{id}-{day}"))
    }

    pub(super) fn key(self, event: &web_sys::KeyboardEvent) {
        let Some(day) = self.cursor.get_untracked() else { return };
        let Some(next) = step(day, &event.key(), event.shift_key()) else { return };
        event.prevent_default();
        self.go(next);
    }
}

/// Where a key leads from a day.
fn step(day: Day, key: &str, shift: bool) -> Option<Day> {
    Some(match key {
        "ArrowLeft" => day.plus_days(-1),
        "ArrowRight" => day.plus_days(1),
        "ArrowUp" => day.plus_days(-7),
        "ArrowDown" => day.plus_days(7),
        "Home" => day.monday(),
        "End" => day.monday().plus_days(6),
        "PageUp" => day.plus_months(if shift { -12 } else { -1 }),
        "PageDown" => day.plus_months(if shift { 12 } else { 1 }),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_as_in_a_calendar() {
        let day = Day::parse("2026-11-25").expect("a day");
        let to = |key, shift| step(day, key, shift).map(|day| day.to_string());
        assert_eq!(to("ArrowDown", false).as_deref(), Some("2026-12-02"));
        assert_eq!(to("Home", false).as_deref(), Some("2026-11-23"));
        assert_eq!(to("End", false).as_deref(), Some("2026-11-29"));
        assert_eq!(to("PageUp", true).as_deref(), Some("2025-11-25"));
        assert_eq!(to("Enter", false), None);
    }
}
