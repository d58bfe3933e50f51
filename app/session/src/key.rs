//! Idempotency keys: the same form sent twice has its effect once.

use leptos::prelude::*;
use ui::{draft::Begun, platform::random_id};

/// A key that a browser makes for one submission; empty until the page is interactive, when nothing can repeat it. A
/// draft carries it: what was submitted without an answer is the same submission after a reload.
#[derive(Clone, Copy, Debug)]
pub struct Key(RwSignal<String>);

impl Default for Key {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Key> for Begun {
    fn from(key: Key) -> Self {
        key.0.into()
    }
}

impl Key {
    /// A key for the submission under way.
    pub fn new() -> Self {
        let key = Self(RwSignal::new(String::new()));
        Effect::new(move |_| key.renew());
        key
    }

    /// The key now.
    pub fn get(self) -> String {
        self.0.get()
    }

    /// Makes a new key, once a submission has succeeded.
    pub fn renew(self) {
        self.0.set(random_id());
    }
}
