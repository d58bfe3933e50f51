//! The one source of the present, so that tests can move it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use model::Time;

/// Tells the time; a test's clock stands still until it is moved.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn real() -> Self {
        Self(None)
    }

    /// A clock that stands at an instant.
    pub fn at(time: Time) -> Self {
        Self(Some(Arc::new(AtomicI64::new(time.0))))
    }

    /// The present.
    #[expect(clippy::disallowed_methods, reason = "this is where the present comes from")]
    pub fn now(&self) -> Time {
        match &self.0 {
            None => Time(jiff::Timestamp::now().as_millisecond()),
            Some(stopped) => Time(stopped.load(Ordering::SeqCst)),
        }
    }

    /// Moves a test's clock; the machine's clock does not move.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Some(stopped) = &self.0 {
            stopped.fetch_add(seconds * 1000, Ordering::SeqCst);
        }
    }
}
