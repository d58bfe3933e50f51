//! Rich text from browsers, reduced to what the editor can make. Everything that could run, load or restyle is
//! dropped.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use model::{AttachmentId, Error, Problem, Result, text};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "u",
            "s",
            "ul",
            "ol",
            "li",
            "blockquote",
            "a",
            "code",
            "pre",
            "h3",
            "img",
        ]))
        .generic_attributes(HashSet::new())
        .clean_content_tags(HashSet::from(["script", "style", "title", "iframe", "noscript", "template"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") => is_our_file(value).then_some(Cow::Borrowed(value)),
            ("a", "href") => is_absolute(value).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

/// Marks that a parser of HTML opens anew in every paragraph until they are closed.
const MARKS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// A parser keeps so many open marks of a kind, unless their attributes differ.
const ALIKE_MAX: usize = 3;
/// More nodes than the longest text of the editor can lead to.
const NODES_MAX: usize = 300_000;
/// Nobody writes what takes longer to settle.
const ROUNDS_MAX: usize = 6;

/// The text without anything that the editor cannot make; none when nothing is left to see.
pub fn clean(html: &str) -> Option<String> {
    let html = settled(html);
    let visible = !text::plain(&html).is_empty() || html.contains(" src=\"/files/");
    visible.then_some(html)
}

/// Without the tags that were dropped, those that are left may mean something else. Cleans until a browser reads what
/// was written; what does not settle is kept as plain words.
fn settled(html: &str) -> String {
    let mut html = html.to_owned();
    for _ in 0..ROUNDS_MAX {
        let kept = once(&html);
        if kept == html {
            return kept;
        }
        html = kept;
    }
    escaped(&text::plain(&html))
}

fn once(html: &str) -> String {
    let html = if explodes(html) { escaped(html).into() } else { Cow::Borrowed(html) };
    let html = CLEANER.clean(&html).to_string().replace("<img>", "");
    // A parser drops the first line feed of a block of code, which is not written for it to drop.
    html.replace("<pre>\n", "<pre>\n\n").trim().to_owned()
}

/// The same for a field that must not be empty.
pub(crate) fn required(html: &str) -> Result<String> {
    clean(html).ok_or_else(|| Error::at("content", Problem::Required))
}

/// A title on one line.
pub(crate) fn line(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}

/// Whether parsing could take more memory than any text is worth: marks that stay open, with all their attributes,
/// times the tags that follow. Of the closing tags, those of paragraphs and breaks may make one; of links, the next
/// closes the one before.
fn explodes(html: &str) -> bool {
    let (mut tags, mut open, mut link) = (0_usize, 0_usize, 0_usize);
    let mut alike = [0_usize; MARKS.len()];
    let closes = |tag: &&str| tag.starts_with('/') && !tag[1..].starts_with(['p', 'P', 'b', 'B']);
    for tag in html.split('<').skip(1).filter(|tag| !closes(tag)) {
        tags += 1;
        let name = tag.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let Some(kind) = MARKS.iter().position(|mark| name.eq_ignore_ascii_case(mark)) else { continue };
        let weight = weight(tag);
        if name.eq_ignore_ascii_case("a") {
            link = link.max(weight);
            continue;
        }
        alike[kind] += 1;
        let differs = !tag[name.len()..].starts_with('>');
        open += if differs || alike[kind] <= ALIKE_MAX { weight } else { 0 };
    }
    tags.saturating_mul(open + link) > NODES_MAX
}

/// What opening a mark once more costs: more with every four places where an attribute may begin.
fn weight(tag: &str) -> usize {
    let inside = tag.split('>').next().unwrap_or_default();
    let begins = |letter: &char| letter.is_ascii_whitespace() || matches!(letter, '/' | '"' | '\'');
    1 + inside.chars().filter(begins).count() / 4
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;")
}

fn is_our_file(address: &str) -> bool {
    let id = address.strip_prefix("/files/").and_then(|rest| rest.split('?').next());
    id.is_some_and(|id| id.parse::<AttachmentId>().is_ok())
}

/// Browsers pass over blanks and control characters in front of an address, but not over wide or hard blanks.
fn is_absolute(address: &str) -> bool {
    let address = address.trim_start_matches(|c| c <= ' ').to_ascii_lowercase();
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_makes_stays_as_it_is() {
        let html = "<h3>现场</h3><p>三楼<strong>停水</strong><br><em>已关阀</em></p><ul><li>一</li></ul>\
                    <blockquote><code>E-07</code></blockquote>\
                    <img src=\"/files/0190a000-0000-7000-8000-000000000001\" alt=\"现场.png\">";
        assert_eq!(clean(html).as_deref(), Some(html));
    }

    #[test]
    fn nothing_that_runs_loads_or_restyles_survives() {
        for (html, left) in [
            ("<p onclick=\"x()\" style=\"color:red\" class=\"big\">水</p>", "<p>水</p>"),
            ("<p title=\"x\" lang=\"en\">水</p>", "<p>水</p>"),
            ("<script>alert(1)</script><p>水</p>", "<p>水</p>"),
            ("<p>水<img src=\"https://evil.example/x.png\"></p>", "<p>水</p>"),
            ("<p>水<img src=x onerror=alert(1)></p>", "<p>水</p>"),
            ("<p>水<img src=\"/files/../api/jobs\"></p>", "<p>水</p>"),
            ("<svg><script>alert(1)</script></svg><p>水</p>", "<p>水</p>"),
            ("<a href=\"javascript:alert(1)\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<a href=\"//evil.example\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<a href=\"&nbsp;https://example.cn\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<a href=\"　mailto:a@b.cn\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<iframe src=\"/files/1\">水</iframe><p>电</p>", "<p>电</p>"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(left), "{html}");
        }
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        for html in [
            "<p><a>一<form><input><select><option>二</a><a>三</a></p>",
            "<a>一<table><tr><td><a>二</table>",
            "<p>一<button><p>二</button>三",
        ] {
            let kept = clean(html).expect("words");
            assert_ne!(once(html), kept, "{html} takes more than one round");
            assert_eq!(once(&kept), kept);
        }
    }

    #[test]
    fn a_blank_first_line_of_code_stays_however_often_it_is_cleaned() {
        let kept = clean("<pre>\n\n水</pre>").expect("code");
        assert_eq!(kept, "<pre>\n\n水</pre>");
        assert_eq!(clean("<pre>\n水</pre>").as_deref(), Some("<pre>水</pre>"));
    }

    #[test]
    fn links_that_lead_somewhere_are_kept_without_an_opener() {
        assert_eq!(
            clean("<a href=\"https://example.cn/a\" target=\"_blank\">看</a>").as_deref(),
            Some("<a href=\"https://example.cn/a\" rel=\"noopener\">看</a>")
        );
    }

    #[test]
    fn a_text_that_would_explode_while_it_is_read_is_kept_as_plain_words() {
        let differing = |n: usize| format!("<font size=\"{n}\">");
        let laden =
            |name: &str| format!("<{name}{}>", (0..12_000).map(|n| format!(" a{n}")).collect::<String>());
        let alike = "<b><i><u><s><em><tt><big><code>".repeat(3);
        for marks in [(0..3000).map(differing).collect(), alike, laden("b"), laden("a")] {
            let bomb = format!("<p>{marks}{}", "<p>水".repeat(25_000));
            let kept = clean(&bomb).expect("words");
            assert!(!kept.contains('<') && kept.contains("&lt;p&gt;水"), "{} long", kept.len());
        }
    }

    #[test]
    fn the_longest_text_of_the_editor_does_not_explode() {
        let line = "<p><strong><em><u><s><code>水</code></s></u></em></strong>\
                    <a href=\"https://example.cn\">看</a></p>";
        assert!(!explodes(&line.repeat(100_000 / line.len())));
    }

    #[test]
    fn text_of_which_nothing_is_left_counts_as_empty() {
        for html in ["<script>alert(1)</script>", "<p><img src=\"/files/../x\" alt=\"y\"></p>", "<p> </p>"] {
            assert_eq!(clean(html), None, "{html}");
        }
    }
}
