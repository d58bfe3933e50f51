//! Keeping one's place: where to go after signing in, and nowhere else.

use crate::{Route, route::Query};

/// The sign-in page that leads back to this path.
pub fn sign_in_href(next: &str) -> String {
    let mut query = Query::default();
    query.add("next", Some(next).filter(|next| local_path(next) == *next && *next != "/"));
    format!("{}{query}", Route::SignIn.href())
}

/// The path itself when it is one of ours, otherwise the first page.
pub fn local_path(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//");
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let leads_in = next == "/sign-in" || next.starts_with("/sign-in?") || next.starts_with("/setup/");
    if ours && plain && !leads_in { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use crate::route::encode;

    use super::*;

    #[test]
    fn only_paths_of_ours_are_followed() {
        for ours in ["/", "/tickets?view=mine", "/tickets/7/edit"] {
            assert_eq!(local_path(ours), ours);
        }
        let strange = [
            "",
            "tickets",
            "//example.org/",
            "/\\example.org",
            "https://example.org",
            "/a b",
            "/\u{7}",
            "/sign-in?next=/",
        ];
        for strange in strange {
            assert_eq!(local_path(strange), "/", "{strange}");
        }
    }

    #[test]
    fn the_place_is_kept_in_the_address() {
        assert_eq!(
            sign_in_href("/tickets?view=mine"),
            format!("/sign-in?next={}", encode("/tickets?view=mine"))
        );
        assert_eq!(sign_in_href("/"), "/sign-in");
        assert_eq!(sign_in_href("//example.org"), "/sign-in");
    }
}
