//! The contents of a form as a value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::input::escape;

/// What the controls of a form hold, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Snapshot(pub BTreeMap<String, Vec<Saved>>);

/// One value of one control.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// What the form would submit.
    pub value: String,
    /// What the component needs besides, from the control's `data-draft`; empty for plain controls.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Snapshot {
    /// Reads what `to_json` wrote; nothing when it is damaged.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As text for the browser's storage.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Makes the name known, with no value yet.
    pub fn declare(&mut self, name: &str) {
        self.0.entry(name.to_owned()).or_default();
    }

    /// Adds one value under the name.
    pub fn push(&mut self, name: &str, value: String, detail: String) {
        self.0.entry(name.to_owned()).or_default().push(Saved { value, detail });
    }

    /// The values under the name; none when the form did not have it.
    pub fn values(&self, name: &str) -> Option<&[Saved]> {
        self.0.get(name).map(Vec::as_slice)
    }
}

impl Saved {
    /// Its text and one that was typed before it came back: both, unless one holds the other. A typed text with tags is
    /// one that the browser has put back itself.
    pub fn with_typed(&self, typed: &str) -> String {
        let kept = self.value.as_str();
        match () {
            () if typed.contains(kept) || typed.starts_with('<') => typed.to_owned(),
            () if kept.contains(typed) => kept.to_owned(),
            () if kept.starts_with('<') => {
                format!("{kept}<p>{}</p>", escape(typed.trim()).replace('\n', "<br>"))
            }
            () => format!("{kept}\n{typed}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_before_a_draft_came_back_stands_after_it() {
        let cases = [
            ("", "急", "急"),
            ("停水", "停水了", "停水了"),
            ("停水了", "停水", "停水了"),
            ("停水", "急", "停水\n急"),
            ("<p>停水</p>", "急 <b>\n快", "<p>停水</p><p>急 &lt;b&gt;<br>快</p>"),
            ("<p>停水</p>", "<p>停水了</p>", "<p>停水了</p>"),
        ];
        for (kept, typed, expected) in cases {
            let saved = Saved { value: kept.to_owned(), detail: String::new() };
            assert_eq!(saved.with_typed(typed), expected);
        }
    }

    #[test]
    fn a_snapshot_survives_storage() {
        let mut snapshot = Snapshot::default();
        snapshot.push("title", "水管爆裂".into(), String::new());
        snapshot.push("handler", "7".into(), "李敏".into());
        snapshot.declare("tags");
        let read = Snapshot::from_json(&snapshot.to_json()).expect("readable");
        assert_eq!(read, snapshot);
        assert_eq!(read.values("tags"), Some(&[][..]));
        assert_eq!(read.values("unknown"), None);
    }

    #[test]
    fn damaged_storage_is_ignored() {
        assert_eq!(Snapshot::from_json("{\"title\":3}"), None);
    }
}
