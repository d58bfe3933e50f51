//! The words of the interface: `t(K::TicketsNew)` gives the text in the reader's language.

use model::Locale;

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The text of a key in the reader's language.
pub fn t(key: K) -> &'static str {
    text(use_locale(), key)
}

/// The text of a key in a given language.
pub fn text(locale: Locale, key: K) -> &'static str {
    match locale {
        Locale::ZhCn => ZH_CN[key as usize],
        Locale::En => EN[key as usize],
    }
}

/// The text of a key with its `{named}` arguments filled in.
pub fn tf(key: K, arguments: &[(&str, &str)]) -> String {
    fill(t(key), arguments)
}

/// `tf!(K::TicketsCount, n = 3)`: the text of a key, filled with anything that can be displayed.
#[macro_export]
macro_rules! tf {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::tf($key, &[$((stringify!($name), ::std::string::ToString::to_string(&$value).as_str())),*])
    };
}

fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, name, after)) = next_argument(rest) {
        filled.push_str(before);
        filled.push_str(arguments.iter().find(|(given, _)| *given == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled + rest
}

fn next_argument(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Sets the language of this page: for one request on the server, for the page's life in the browser.
pub fn provide_locale(locale: Locale) {
    #[cfg(not(target_arch = "wasm32"))]
    leptos::prelude::provide_context(locale);
    #[cfg(target_arch = "wasm32")]
    PAGE.set(Some(locale));
}

/// The language of this page.
#[cfg(not(target_arch = "wasm32"))]
pub fn use_locale() -> Locale {
    leptos::prelude::use_context().unwrap_or_default()
}

/// The language of this page, which the server wrote into `<html lang>`.
#[cfg(target_arch = "wasm32")]
pub fn use_locale() -> Locale {
    PAGE.get().unwrap_or_else(|| {
        let locale =
            crate::theme::root_attribute("lang").and_then(|tag| tag.parse().ok()).unwrap_or_default();
        PAGE.set(Some(locale));
        locale
    })
}

#[cfg(target_arch = "wasm32")]
thread_local! {
    static PAGE: std::cell::Cell<Option<Locale>> = const { std::cell::Cell::new(None) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_by_name_and_values_are_not_read_again() {
        let cases = [
            ("{n} of {m}", "{m} of 7"),
            ("no argument", "no argument"),
            ("{unknown}!", "!"),
            ("open { stays", "open { stays"),
        ];
        for (template, expected) in cases {
            assert_eq!(fill(template, &[("n", "{m}"), ("m", "7")]), expected);
        }
    }

    #[test]
    fn each_language_has_its_own_text() {
        assert_ne!(text(Locale::ZhCn, K::CommonCancel), text(Locale::En, K::CommonCancel));
    }
}
