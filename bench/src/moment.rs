//! The machine's clock, which measurements are the only ones to read.

use std::time::{Duration, Instant};

/// A point in time to measure from.
#[derive(Clone, Copy)]
pub struct Moment(Instant);

impl Moment {
    /// The present.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    pub fn now() -> Self {
        Self(Instant::now())
    }

    /// How long ago it was.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// How long ago it was, in milliseconds.
    pub fn millis(self) -> f64 {
        self.elapsed().as_secs_f64() * 1000.0
    }
}
