//! The words of rich text for the index: what is one word on the screen stays one.

use model::text::unescape;

/// Tags that end a line; all others stand within words.
const BREAKS: [&str; 9] = ["p", "br", "li", "ul", "ol", "blockquote", "pre", "h3", "img"];

/// The text without its tags.
pub fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if BREAKS.contains(&name) {
            words.push('\n');
        }
        rest = after;
    }
    words.push_str(rest);
    unescape(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_partly_bold_stays_one() {
        assert_eq!(words("<p>水<strong>管</strong>爆裂</p><p>A&amp;B<br>C</p>"), "\n水管爆裂\n\nA&B\nC\n");
        assert_eq!(words("<img src=\"/files/1\" alt=\"图\">门<"), "\n门");
    }
}
