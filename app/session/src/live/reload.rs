//! Loading again after what others do, and after one's own actions.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use model::live::LiveEvent;

use super::{
    pace::{Pace, REST_MILLIS},
    use_live,
};

/// Loads one thing again, once for everything that asks for it within a moment.
#[derive(Clone, Copy)]
pub struct Reload {
    load: Callback<()>,
    concerns: Callback<LiveEvent, bool>,
    latest: StoredValue<Option<LiveEvent>>,
    pace: StoredValue<Pace>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Loads again when something of interest happens, until the current owner is cleaned up. Whether it is of interest
/// is asked again right before loading.
pub fn reload_on(
    concerns: impl Fn(&LiveEvent) -> bool + Send + Sync + 'static,
    load: impl Fn() + Send + Sync + 'static,
) -> Reload {
    let reload = Reload {
        load: Callback::new(move |()| load()),
        concerns: Callback::new(move |event| concerns(&event)),
        latest: StoredValue::new(None),
        pace: StoredValue::new(Pace::default()),
        timer: StoredValue::new(None),
    };
    let live = use_live();
    live.on(move |event| reload.hear(event));
    Effect::watch(move || live.signals.here.get(), move |_, _, _| reload.now(), false);
    on_cleanup(move || reload.set_timer(None));
    reload
}

impl Reload {
    /// Loads again after an action of the reader; the news of that action, if it is near, is part of it.
    pub fn now(self) {
        self.ask(true);
    }

    fn hear(self, event: &LiveEvent) {
        if self.concerns.try_run(event.clone()) == Some(true) {
            self.latest.try_set_value(Some(event.clone()));
            self.ask(false);
        }
    }

    fn ask(self, by_reader: bool) {
        if let Some(wait) = self.pace.try_update_value(|pace| pace.ask(by_reader)).flatten() {
            self.set_timer(Some(wait));
        }
    }

    fn ring(self) {
        let still_news = || {
            let latest = self.latest.try_update_value(Option::take).flatten();
            latest.is_some_and(|event| self.concerns.try_run(event) == Some(true))
        };
        let Some(mut pace) = self.pace.try_get_value() else { return };
        let load = pace.ring(still_news);
        self.pace.try_set_value(pace);
        self.set_timer(load.then_some(REST_MILLIS));
        if load {
            self.load.try_run(());
        }
    }

    fn set_timer(self, wait_millis: Option<u64>) {
        let wait = wait_millis.map(Duration::from_millis);
        let next = wait.and_then(|wait| set_timeout_with_handle(move || self.ring(), wait).ok());
        if let Some(last) = self.timer.try_update_value(|timer| std::mem::replace(timer, next)).flatten() {
            last.clear();
        }
    }
}
