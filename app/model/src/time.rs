//! Instants. Zones and calendars are the server's business; the browser asks `Intl`.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
pub struct Time(pub i64);

impl Time {
    /// The instant that lies so many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    /// The instant that lies so many seconds earlier.
    pub fn minus_seconds(self, seconds: i64) -> Self {
        self.plus_seconds(-seconds)
    }

    /// How many milliseconds have passed since `earlier`; negative when it lies ahead.
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}
