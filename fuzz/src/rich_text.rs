//! Rich text, as browsers, programs and files bring it.
//!
//! What is left after cleaning is cleaned to itself and holds only tags, attributes and addresses of the editor. Plain
//! text that becomes rich text comes back as it was.

use desk::{search::words, ticket::clean};
use model::{
    AttachmentId, text,
    transfer::{plain_of, rich_of},
};

/// Takes the input as rich text, or as plain words where it has no tag.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if !text.contains('<') {
        return comes_back(&text);
    }
    read(&text);
    if let Some(kept) = clean(&text) {
        // The cleaner has seen to it itself, so that asking every time would only take time.
        if data.len().is_multiple_of(8) {
            assert_eq!(clean(&kept).as_deref(), Some(&*kept));
        }
        Tags(&kept).check();
        read(&kept);
    }
}

fn read(html: &str) {
    let _ = text::plain(html);
    let _ = plain_of(html);
    let _ = words(html);
}

/// Line ends of other systems and hard blanks are made plain on the way, and what cannot be seen is dropped before.
fn comes_back(plain: &str) {
    let plain: String = plain.chars().filter(|c| *c == '\n' || !c.is_control() && *c != '\u{a0}').collect();
    let plain = plain.trim();
    if let Some(kept) = clean(&rich_of(plain)) {
        assert_eq!(plain_of(&kept), plain);
    }
}

/// The tags of a cleaned text, as strictly as they are written.
struct Tags<'a>(&'a str);

impl Tags<'_> {
    fn check(self) {
        let mut rest = self.0;
        while let Some((_, tag)) = rest.split_once('<') {
            let tag = tag.strip_prefix('/').unwrap_or(tag);
            let (name, mut behind) = word(tag);
            assert!(is_known(name), "<{name}> in {}", self.0);
            while let Some((attribute, after)) = attribute(name, behind) {
                assert!(attribute, "<{name}{behind}");
                behind = after;
            }
            rest = behind.strip_prefix('>').expect("a tag ends");
        }
    }
}

fn is_known(tag: &str) -> bool {
    const TAGS: &str = "p br strong em u s ul ol li blockquote a code pre h3 img";
    TAGS.split(' ').any(|known| known == tag)
}

/// The letters and digits in front, and what follows.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len()))
}

/// Whether the next attribute is harmless, and what follows it; none where the tag has no more.
fn attribute<'a>(tag: &str, text: &'a str) -> Option<(bool, &'a str)> {
    let (name, value) = text.strip_prefix(' ')?.split_once("=\"")?;
    let (value, after) = value.split_once('"')?;
    Some((is_harmless(tag, name, value), after))
}

fn is_harmless(tag: &str, name: &str, value: &str) -> bool {
    match (tag, name) {
        ("a", "href") => leads_out(value),
        ("a", "rel") => value == "noopener",
        ("img", "src") => is_file(value),
        ("img", "alt") => true,
        _ => false,
    }
}

fn leads_out(address: &str) -> bool {
    let address = address.trim_start_matches(|c| c <= ' ').to_ascii_lowercase();
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

fn is_file(address: &str) -> bool {
    let id = address.strip_prefix("/files/").and_then(|rest| rest.split('?').next());
    id.is_some_and(|id| id.parse::<AttachmentId>().is_ok())
}
