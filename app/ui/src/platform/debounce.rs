//! Waiting until somebody has stopped typing.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

/// Runs only the last of several calls, once it has been quiet for a while; forgets it with its owner.
#[derive(Clone, Copy, Debug)]
pub struct Debounce {
    wait: Duration,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Debounce {
    /// Waits so many milliseconds of quiet.
    pub fn new(wait_millis: u64) -> Self {
        let pending = StoredValue::new(None);
        let this = Self { wait: Duration::from_millis(wait_millis), pending };
        on_cleanup(move || this.cancel());
        this
    }

    /// Replaces what was waiting.
    pub fn run(self, action: impl FnOnce() + 'static) {
        self.wait_for(self.wait, action);
    }

    /// Replaces what was waiting, and waits so many milliseconds this time.
    pub fn run_in(self, wait_millis: u64, action: impl FnOnce() + 'static) {
        self.wait_for(Duration::from_millis(wait_millis), action);
    }

    fn wait_for(self, wait: Duration, action: impl FnOnce() + 'static) {
        self.cancel();
        let handle = set_timeout_with_handle(action, wait).ok();
        self.pending.try_set_value(handle);
    }

    /// Drops what was waiting.
    pub fn cancel(self) {
        if let Some(handle) = self.pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
