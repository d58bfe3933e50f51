//! Instants as people read them, in the zone of the organisation, the same on server and browser.

use leptos::prelude::*;
use model::Time;

use crate::{i18n::K, tf};

/// The zone of an organisation that has not chosen one.
const HOME: &str = "Asia/Shanghai";

/// A date and a time of day somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
}

impl Civil {
    fn date(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn same_day(&self, other: &Self) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }
}

/// An instant in the organisation's zone.
pub fn civil(at: Time) -> Civil {
    civil_in(at, &use_zone())
}

/// `2026-11-21 09:14:05`
pub fn date_time(at: Time) -> String {
    let Civil { hour, minute, second, .. } = civil(at);
    format!("{} {hour:02}:{minute:02}:{second:02}", civil(at).date())
}

/// `2026-11-21`
pub fn date(at: Time) -> String {
    civil(at).date()
}

/// As short as `now` allows: `09:14` today, `11-20 09:14` this year, else the date.
pub fn short(at: Time, now: Time) -> String {
    shortened(civil(at), civil(now))
}

fn shortened(at: Civil, now: Civil) -> String {
    let Civil { month, day, hour, minute, .. } = at;
    match () {
        () if at.same_day(&now) => format!("{hour:02}:{minute:02}"),
        () if at.year == now.year => format!("{month:02}-{day:02} {hour:02}:{minute:02}"),
        () => at.date(),
    }
}

/// A length of time in its two largest units: `2 天 3 小时`, `5 分`.
pub fn duration_text(millis: i64) -> String {
    let seconds = millis.unsigned_abs() / 1000;
    let units = [
        (K::TimeDays, seconds / 86_400),
        (K::TimeHours, seconds / 3600 % 24),
        (K::TimeMinutes, seconds / 60 % 60),
        (K::TimeSeconds, seconds % 60),
    ];
    let first = units.iter().position(|(_, count)| *count > 0).unwrap_or(3);
    let last = if first == 2 { 2 } else { (first + 1).min(3) };
    let parts =
        units[first..=last].iter().enumerate().filter(|(index, (_, count))| *index == 0 || *count > 0);
    parts.map(|(_, (key, count))| tf!(*key, n = count)).collect::<Vec<_>>().join(" ")
}

/// An instant, with its full form on hover.
#[component]
pub fn TimeTag(
    /// When.
    at: Time,
    /// The instant of the answer that brought it; with it the text is short.
    #[prop(optional, into)]
    now: Option<Time>,
) -> impl IntoView {
    let full = date_time(at);
    let text = now.map_or_else(|| full.clone(), |now| short(at, now));
    view! { <time class="time" datetime=machine_readable(at) title=full>{text}</time> }
}

/// The instant in UTC, for machines.
fn machine_readable(at: Time) -> String {
    let Civil { hour, minute, second, .. } = civil_in(at, "UTC");
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", civil_in(at, "UTC").date())
}

#[derive(Clone)]
struct Zone(String);

/// Sets the zone of this page: for one request on the server, for the page's life in the browser.
pub fn provide_zone(zone: String) {
    #[cfg(not(target_arch = "wasm32"))]
    provide_context(Zone(zone));
    #[cfg(target_arch = "wasm32")]
    browser::set_zone(zone);
}

/// The zone of this page, an IANA name.
pub fn use_zone() -> String {
    #[cfg(not(target_arch = "wasm32"))]
    let zone = use_context::<Zone>().map(|zone| zone.0);
    #[cfg(target_arch = "wasm32")]
    let zone = browser::zone();
    zone.unwrap_or_else(|| HOME.to_owned())
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::cast_sign_loss, reason = "jiff counts these from zero or one")]
fn civil_in(at: Time, zone: &str) -> Civil {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let there = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone);
    Civil {
        year: i32::from(there.year()),
        month: there.month() as u8,
        day: there.day() as u8,
        hour: there.hour() as u8,
        minute: there.minute() as u8,
        second: there.second() as u8,
    }
}

#[cfg(target_arch = "wasm32")]
use browser::civil_in;

/// The same by the browser's `Intl`.
#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
    use leptos::wasm_bindgen::JsValue;
    use model::Time;

    use super::{Civil, Zone};

    thread_local! {
        static ZONE: RefCell<Option<Zone>> = const { RefCell::new(None) };
        static FORMATS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
    }

    pub fn set_zone(zone: String) {
        ZONE.set(Some(Zone(zone)));
    }

    pub fn zone() -> Option<String> {
        let known = ZONE.with_borrow(|zone| zone.as_ref().map(|zone| zone.0.clone()));
        known.or_else(|| {
            let written = crate::theme::root_attribute("data-zone")?;
            set_zone(written.clone());
            Some(written)
        })
    }

    /// Swedish writes `2026-11-21 09:14:05`, whatever the browser's own language.
    pub fn civil_in(at: Time, zone: &str) -> Civil {
        let date = Date::new(&JsValue::from_f64(at.0 as f64));
        let text = format_of(zone).call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string());
        parsed(&text.unwrap_or_default()).unwrap_or_default()
    }

    fn parsed(text: &str) -> Option<Civil> {
        let mut numbers =
            text.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
        Some(Civil {
            year: numbers.next()?.parse().ok()?,
            month: numbers.next()?.parse().ok()?,
            day: numbers.next()?.parse().ok()?,
            hour: numbers.next()?.parse().ok()?,
            minute: numbers.next()?.parse().ok()?,
            second: numbers.next()?.parse().ok()?,
        })
    }

    /// Making a format costs more than using it, so each zone's is kept.
    fn format_of(zone: &str) -> Function {
        let known = FORMATS.with_borrow(|formats| {
            formats.iter().find(|(name, _)| name == zone).map(|(_, format)| format.clone())
        });
        known.unwrap_or_else(|| {
            let format = new_format(zone);
            FORMATS.with_borrow_mut(|formats| formats.push((zone.to_owned(), format.clone())));
            format
        })
    }

    fn new_format(zone: &str) -> Function {
        let options = Object::new();
        let two = ["month", "day", "hour", "minute", "second"].map(|unit| (unit, "2-digit"));
        for (name, value) in
            [("timeZone", zone), ("year", "numeric"), ("hourCycle", "h23")].into_iter().chain(two)
        {
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        DateTimeFormat::new(&Array::of1(&"sv-SE".into()), &options).format()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: Time = Time(1_795_223_645_000);

    #[test]
    fn an_instant_reads_as_its_zone_has_it() {
        let there = civil_in(MORNING, "Asia/Shanghai");
        assert_eq!(there, Civil { year: 2026, month: 11, day: 21, hour: 9, minute: 14, second: 5 });
        assert_eq!(civil_in(MORNING, "UTC").hour, 1);
        assert_eq!(machine_readable(MORNING), "2026-11-21T01:14:05Z");
    }

    #[test]
    fn the_short_form_says_only_what_is_needed() {
        let now = civil_in(MORNING, "Asia/Shanghai");
        let cases = [
            (now, "09:14"),
            (Civil { day: 20, ..now }, "11-20 09:14"),
            (Civil { year: 2025, ..now }, "2025-11-21"),
        ];
        for (at, text) in cases {
            assert_eq!(shortened(at, now), text);
        }
    }

    #[test]
    fn a_duration_reads_in_its_largest_units() {
        let cases = [
            (0, "0 秒"),
            (42_000, "42 秒"),
            (5 * 60_000, "5 分钟"),
            (78 * 60_000, "1 小时 18 分钟"),
            (24 * 3_600_000, "1 天"),
            (51 * 3_600_000, "2 天 3 小时"),
        ];
        for (millis, text) in cases {
            assert_eq!(duration_text(millis), text);
        }
    }
}
