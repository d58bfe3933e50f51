//! Writing HTML by hand.

use std::fmt::{self, Display, Formatter};

/// A text in which nothing is markup.
pub struct Plain<'a>(pub &'a str);

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// A time in the tenant's zone, which is eight hours ahead all year.
pub struct Moment(pub i64);

impl Moment {
    fn parts(&self) -> (i64, i64, i64, i64, i64, i64) {
        let seconds = self.0.div_euclid(1000) + 8 * 3600;
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(days);
        (year, month, day, second / 3600, second / 60 % 60, second % 60)
    }

    /// Month, day, hour and minute.
    pub fn short(&self) -> String {
        let (_, month, day, hour, minute, _) = self.parts();
        format!("{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, day, hour, minute, second) = self.parts();
        write!(f, "{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// A number of milliseconds as hours and minutes.
pub struct Span(pub i64);

impl Display for Span {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let minutes = self.0 / 60_000;
        match (minutes / 60, minutes % 60) {
            (0, minutes) => write!(f, "{minutes} 分钟"),
            (hours, 0) => write!(f, "{hours} 小时"),
            (hours, minutes) => write!(f, "{hours} 小时 {minutes} 分钟"),
        }
    }
}

/// Year, month and day of a day since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// 优先级.
pub fn priority(code: &str) -> &'static str {
    match code {
        "low" => "低",
        "medium" => "中",
        "high" => "高",
        _ => "紧急",
    }
}

/// 状态.
pub fn status(code: &str) -> &'static str {
    match code {
        "untouched" => "未受理",
        "replied" => "已回复",
        "asked_again" => "再追问",
        _ => "已关闭",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_the_zone_of_the_tenant() {
        assert_eq!(Moment(1_795_226_753_431).to_string(), "2026-11-21 10:05:53");
        assert_eq!(Moment(951_782_400_000).to_string(), "2000-02-29 08:00:00");
        assert_eq!(Moment(1_795_226_753_431).short(), "11-21 10:05");
    }

    #[test]
    fn markup_in_a_text_is_only_text() {
        assert_eq!(Plain("<a href=\"x\">&").to_string(), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
