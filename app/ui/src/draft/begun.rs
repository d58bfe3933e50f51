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
}
