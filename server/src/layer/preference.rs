//! Language and theme, known before the first paint.

use axum::http::{HeaderMap, header};
use model::{
    Locale,
    person::{LOCALE_COOKIE, locale_of},
};
use ui::theme::Theme;

const THEME_COOKIE: &str = "theme";

/// How the reader wants pages to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preference {
    /// The language.
    pub locale: Locale,
    /// The colours.
    pub theme: Theme,
}

impl Preference {
    /// What cookies and headers say.
    pub fn of(headers: &HeaderMap) -> Self {
        let accept =
            headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let locale = locale_of(cookie(headers, LOCALE_COOKIE), accept);
        let theme = cookie(headers, THEME_COOKIE).and_then(|code| code.parse().ok()).unwrap_or_default();
        Self { locale, theme }
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_cookie_wins_over_the_browser() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en"));
        assert_eq!(Preference::of(&headers).locale, Locale::En);
        headers.insert(header::COOKIE, HeaderValue::from_static("session=x; locale=zh-CN; theme=dark"));
        let wanted = Preference { locale: Locale::ZhCn, theme: Theme::Dark };
        assert_eq!(Preference::of(&headers), wanted);
    }
}
