//! The session cookie: a random token that only the server reads.

use http::{HeaderMap, HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::Time;

use crate::request::{Secure, extension};

/// The name of the cookie; over https the browser itself guards a name of this prefix.
pub fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// The token that a request carries.
pub fn token_of(headers: &HeaderMap, secure: bool) -> Option<String> {
    value_of(headers, name(secure))
}

/// The value of a cookie that a request carries.
pub(crate) fn value_of(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == wanted && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// Gives the browser its token until the session ends.
pub fn set(token: &str, expires_at: Time) {
    let now = extension::<desk::Door>().map_or(expires_at, |door| door.now());
    append(token, expires_at.millis_since(now) / 1000);
}

/// Takes the token from the browser.
pub fn clear() {
    append("", 0);
}

fn append(token: &str, max_age_seconds: i64) {
    let secure = use_context::<Secure>().is_some_and(|Secure(secure)| secure);
    let response = use_context::<ResponseOptions>();
    if let (Some(response), Ok(line)) =
        (response, HeaderValue::from_str(&line(token, max_age_seconds, secure)))
    {
        response.append_header(header::SET_COOKIE, line);
    }
}

fn line(token: &str, max_age_seconds: i64, secure: bool) -> String {
    let name = name(secure);
    let guard = if secure { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{guard}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (header::COOKIE, HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let carried = headers(&["theme=dark; session=abc", "__Host-session=def"]);
        assert_eq!(token_of(&carried, false).as_deref(), Some("abc"));
        assert_eq!(token_of(&carried, true).as_deref(), Some("def"));
    }

    #[test]
    fn a_cleared_cookie_is_no_token() {
        assert_eq!(token_of(&headers(&["session="]), false), None);
        assert_eq!(token_of(&HeaderMap::new(), false), None);
    }

    #[test]
    fn over_https_the_cookie_never_travels_in_the_open() {
        assert_eq!(
            line("t", 60, true),
            "__Host-session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(line("t", 60, false), "session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }
}
