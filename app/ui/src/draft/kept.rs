//! Drafts as they lie in the browser's storage, each under its person.

use model::{Time, form::DRAFT_DAYS};
use serde::{Deserialize, Serialize};

use crate::platform::{self, Snapshot};

const PREFIX: &str = "gongdan:draft:";

/// What was typed, what it was begun on, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    at: Time,
    /// As [`super::Begun`] gave it; empty where a form has none.
    pub(super) begun: String,
    pub(super) form: Snapshot,
}

impl Kept {
    pub(super) fn now(begun: String, form: Snapshot) -> Self {
        Self { at: platform::now(), begun, form }
    }

    /// The draft of this key, unless it is damaged or too old.
    pub(super) fn find(key: &str) -> Option<Self> {
        Self::read(&platform::storage_get(&stored_as(key))?, platform::now())
    }

    fn read(json: &str, now: Time) -> Option<Self> {
        let kept: Self = serde_json::from_str(json).ok()?;
        (kept.at.plus_seconds(DRAFT_DAYS * 86_400) >= now).then_some(kept)
    }

    /// Whether it could be stored.
    pub(super) fn store(&self, key: &str) -> bool {
        serde_json::to_string(self).is_ok_and(|json| platform::storage_set(&stored_as(key), &json))
    }
}

/// Whether there is a draft of this key.
pub fn is_kept(key: &str) -> bool {
    Kept::find(key).is_some()
}

/// Forgets the draft of this key.
pub fn clear(key: &str) {
    platform::storage_remove(&stored_as(key));
}

/// Forgets every draft in this browser, as when somebody signs out.
pub fn clear_all() {
    platform::storage_keys(PREFIX).iter().for_each(|key| platform::storage_remove(key));
}

/// Forgets what others have left in this browser, and what is too old. The keys of the person's own drafts begin with
/// `person`.
pub fn sweep(person: &str) {
    for stored in platform::storage_keys(PREFIX) {
        let json = platform::storage_get(&stored).unwrap_or_default();
        if !belongs_to(&stored, person) || Kept::read(&json, platform::now()).is_none() {
            platform::storage_remove(&stored);
        }
    }
}

fn stored_as(key: &str) -> String {
    format!("{PREFIX}{key}")
}

fn belongs_to(stored: &str, person: &str) -> bool {
    stored
        .strip_prefix(PREFIX)
        .and_then(|key| key.strip_prefix(person))
        .is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(at: Time) -> Kept {
        let mut form = Snapshot::default();
        form.push("form[title]", "水管爆裂".into(), String::new());
        Kept { at, begun: "3".into(), form }
    }

    #[test]
    fn a_draft_comes_back_with_what_it_was_begun_on_until_it_is_too_old() {
        let written = Time(1_000);
        let json = serde_json::to_string(&draft(written)).expect("json");
        let days = |days: i64| written.plus_seconds(days * 86_400);
        assert_eq!(Kept::read(&json, days(14)), Some(draft(written)));
        assert_eq!(Kept::read(&json, days(15)), None);
    }

    #[test]
    fn damaged_drafts_are_none() {
        assert_eq!(Kept::read("{\"at\":1}", Time(0)), None);
        assert_eq!(Kept::read("", Time(0)), None);
    }

    #[test]
    fn a_draft_belongs_to_the_person_that_its_key_begins_with() {
        let stored = stored_as("17:ticket:new");
        assert!(belongs_to(&stored, "17"));
        assert!(!belongs_to(&stored, "1"));
        assert!(!belongs_to(&stored, "7"));
    }
}
