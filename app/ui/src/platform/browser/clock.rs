//! The person's own calendar, through `Date`.

use js_sys::{Date, Object, Reflect};
use leptos::prelude::document;
use model::Time;

/// The language of the page, as in `<html lang>`.
pub fn page_locale() -> String {
    let lang = document().document_element().and_then(|html| html.get_attribute("lang"));
    lang.filter(|lang| !lang.is_empty()).unwrap_or_else(|| "zh-CN".into())
}

/// This instant, by the person's own clock.
pub fn now() -> Time {
    Time(Date::now() as i64)
}

/// Today where the person is: year, month, day.
pub fn today() -> (i32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}

/// A month in the words of the page's language.
pub fn month_title(year: i32, month: u32) -> String {
    let day = Date::new_with_year_month_day(year as u32, month as i32 - 1, 1);
    words(&day, &[("year", "numeric"), ("month", "long")])
}

/// The seven days from Monday, short, in the page's language.
pub fn weekday_names() -> Vec<String> {
    const A_MONDAY: i32 = 5;
    (0..7)
        .map(|day| words(&Date::new_with_year_month_day(2026, 0, A_MONDAY + day), &[("weekday", "narrow")]))
        .collect()
}

fn words(day: &Date, wanted: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (key, value) in wanted {
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    day.to_locale_date_string(&page_locale(), &options).into()
}
