//! Instants as RFC 3339 writes them.

use model::Time;

/// The instant in UTC, to the millisecond.
pub fn written(at: Time) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_names_its_zone() {
        assert_eq!(written(Time(1_795_223_645_000)), "2026-11-21T01:14:05Z");
        assert_eq!(written(Time(1_795_223_645_120)), "2026-11-21T01:14:05.12Z");
    }
}
