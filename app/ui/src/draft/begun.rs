//! What the typing was begun on.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What the typing was begun on, such as a version: a draft carries it and brings it back with what was typed, so that
/// what others have changed since does not pass unseen.
#[derive(Clone, Copy)]
pub struct Begun {
    read: Callback<(), String>,
    write: Callback<String>,
}

impl<T> From<RwSignal<T>> for Begun
where
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    fn from(signal: RwSignal<T>) -> Self {
        let read = move |()| {
            let json = signal.try_with_untracked(|value| serde_json::to_string(value).ok());
            json.flatten().unwrap_or_default()
        };
        let write = move |json: String| {
            if let Ok(value) = serde_json::from_str(&json) {
                signal.try_set(value);
            }
        };
        Self { read: Callback::new(read), write: Callback::new(write) }
    }
}

impl Begun {
    /// What both carry; a draft from before there was the other carries the one alone.
    pub fn and(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        let read = move |()| serde_json::to_string(&(self.read(), other.read())).unwrap_or_default();
        let write = move |both: String| match serde_json::from_str::<(String, String)>(&both) {
            Ok((first, second)) => {
                self.write(&first);
                other.write(&second);
            }
            Err(_) => self.write(&both),
        };
        Self { read: Callback::new(read), write: Callback::new(write) }
    }

    pub(super) fn read(self) -> String {
        self.read.try_run(()).unwrap_or_default()
    }

    pub(super) fn write(self, begun: &str) {
        self.write.try_run(begun.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_can_be_put_back() {
        Owner::new().with(|| {
            let version = RwSignal::new(3_i64);
            let begun = Begun::from(version);
            let at_first = begun.read();
            version.set(5);
            begun.write(&at_first);
            assert_eq!(version.get_untracked(), 3);
            begun.write("");
            assert_eq!(version.get_untracked(), 3);
        });
    }

    #[test]
    fn two_are_put_back_together() {
        Owner::new().with(|| {
            let (version, key) = (RwSignal::new(3_i64), RwSignal::new("a".to_owned()));
            let both = Begun::from(version).and(key);
            let at_first = both.read();
            version.set(5);
            key.set("b".to_owned());
            both.write(&at_first);
            assert_eq!((version.get_untracked(), key.get_untracked()), (3, "a".to_owned()));
            both.write("7");
            assert_eq!((version.get_untracked(), key.get_untracked()), (7, "a".to_owned()));
        });
    }
}
