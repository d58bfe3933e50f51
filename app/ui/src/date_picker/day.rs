//! Calendar days without a clock or a zone.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i32,
    month: u32,
    day: u32,
}

impl Day {
    /// The day, when there is such a day between the years 1900 and 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let real = (1900..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// Reads what people type: 2026-1-5, 2026/01/05, 2026.1.5, 2026年1月5日, 20260105.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
        }
        let mut parts =
            text.split(['-', '/', '.', '年', '月', '日']).map(str::trim).filter(|part| !part.is_empty());
        let day =
            Self::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        day.filter(|_| parts.next().is_none())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day
    }

    /// So many days later, or earlier when negative; the same day at the end of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_number(self.number() + days).unwrap_or(self)
    }

    /// The same day so many months later, or the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Self {
        let count = self.year * 12 + self.month as i32 - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u32 + 1);
        Self::new(year, month, self.day.min(days_in(year, month))).unwrap_or(self)
    }

    /// How many days after Monday.
    pub fn weekday(self) -> i64 {
        (self.number() + 3).rem_euclid(7)
    }

    /// The Monday of its week.
    pub fn monday(self) -> Self {
        self.plus_days(-self.weekday())
    }

    /// Six weeks from Monday that hold its whole month.
    pub fn weeks(self) -> Vec<Vec<Self>> {
        let first = Self { day: 1, ..self }.monday();
        (0..6).map(|week| (0..7).map(|day| first.plus_days(week * 7 + day)).collect()).collect()
    }

    /// Days since 1970-01-01.
    fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = i64::from((self.month + 9) % 12);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    fn from_number(number: i64) -> Option<Self> {
        let shifted = number + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect(text)
    }

    #[test]
    fn people_write_a_day_in_many_ways() {
        for text in ["2026-01-05", "2026-1-5", "2026/01/05", "2026.1.5", "20260105", " 2026年1月5日 "] {
            assert_eq!(day(text).to_string(), "2026-01-05");
        }
        for text in ["", "2026-02-30", "2026-13-01", "1-5", "2026-1-5-6", "明天", "２０２６０１０５"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn adding_days_walks_through_every_day_of_four_centuries() {
        let (mut at, end) = (day("1900-01-01"), day("2300-01-01"));
        let mut count = 0;
        while at < end {
            let next = at.plus_days(1);
            assert!(next > at && next.plus_days(-1) == at, "{at}");
            assert_eq!(next.weekday(), (at.weekday() + 1) % 7);
            at = next;
            count += 1;
        }
        assert_eq!(count, 146_097);
    }

    #[test]
    fn weekdays_count_from_monday() {
        assert_eq!(day("2026-11-23").weekday(), 0);
        assert_eq!(day("2026-11-22").weekday(), 6);
        assert_eq!(day("1970-01-01").weekday(), 3);
    }

    #[test]
    fn a_shorter_month_takes_its_last_day() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2026-01-31").plus_months(-2), day("2025-11-30"));
        assert_eq!(day("2026-12-15").plus_months(1), day("2027-01-15"));
        assert_eq!(day("9999-12-31").plus_months(1), day("9999-12-31"));
    }

    #[test]
    fn six_weeks_hold_every_month() {
        let weeks = day("2026-02-14").weeks();
        assert_eq!(weeks[0][0], day("2026-01-26"));
        assert_eq!(weeks[5][6], day("2026-03-08"));
    }
}
