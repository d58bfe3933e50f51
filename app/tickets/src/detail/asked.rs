//! What a question about the ticket was asked about.

use leptos::{prelude::*, server_fn::ServerFn};
use model::Error;
use ui::prelude::*;

use super::screen::Screen;

/// The ticket as it stood when the question came up. What others change while it is open must have been shown before
/// an answer passes over it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    version: StoredValue<i64>,
    /// What stands in the way of the answer.
    pub error: Signal<Option<Error>>,
}

impl Asked {
    /// Begins anew each time the question opens.
    pub(super) fn new<S>(screen: Screen, open: RwSignal<bool>, action: ServerAction<S>) -> Self
    where
        S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
    {
        let version = StoredValue::new(screen.version());
        let begin = move |open: &bool, _: Option<&bool>, _| {
            if *open {
                version.set_value(screen.version());
                action.clear();
            }
        };
        Effect::watch(move || open.get(), begin, false);
        Self { version, error: action_error(action) }
    }

    /// The version that an answer given now is about: once a conflict shows, the one that it tells of.
    pub(super) fn answered_version(self) -> i64 {
        self.error.with_untracked(|error| {
            if let Some(Error::Conflict(conflict)) = error {
                self.version.set_value(conflict.version);
            }
        });
        self.version.get_value()
    }
}
