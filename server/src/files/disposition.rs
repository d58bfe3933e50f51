//! Whether a browser shows a file or saves it, and under which name.

use model::route::encode;

/// Whether a browser may show this kind of file; everything else is saved, above all whatever can carry a script.
pub fn is_shown(media_type: &str) -> bool {
    let picture = matches!(media_type, "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp");
    let document = matches!(media_type, "application/pdf" | "text/plain");
    picture || document || media_type.starts_with("audio/") || media_type.starts_with("video/")
}

/// The header: the name in UTF-8, and for old programs in ASCII.
pub fn disposition(shown: bool, name: &str) -> String {
    let kind = if shown { "inline" } else { "attachment" };
    let plain = |c: char| if c.is_ascii_graphic() && !"\"\\/%;".contains(c) || c == ' ' { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", encode(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_can_carry_a_script_is_shown() {
        for kind in [
            "image/svg+xml",
            "text/html",
            "text/xml",
            "application/xhtml+xml",
            "application/xml",
            "text/javascript",
        ] {
            assert!(!is_shown(kind), "{kind}");
        }
        for kind in ["image/png", "application/pdf", "video/mp4", "audio/mpeg", "text/plain"] {
            assert!(is_shown(kind), "{kind}");
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_quotes() {
        assert_eq!(
            disposition(false, "报价\"; x=\"1.pdf\r\n"),
            "attachment; filename=\"____ x=_1.pdf__\"; \
             filename*=UTF-8''%E6%8A%A5%E4%BB%B7%22%3B%20x%3D%221.pdf%0D%0A"
        );
    }
}
