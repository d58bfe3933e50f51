//! Rich text from browsers, reduced to what the editor can make. Everything that could run, load or restyle is
//! dropped.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use model::{Error, Problem, Result, text};

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
        .clean_content_tags(HashSet::from(["script", "style", "title", "iframe", "noscript", "template"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") => value.starts_with("/files/").then_some(Cow::Borrowed(value)),
            ("a", "href") => is_absolute(value).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

/// The text without anything that the editor cannot make; none when nothing is left to see.
pub(crate) fn clean(html: &str) -> Option<String> {
    let html = CLEANER.clean(html).to_string().replace("<img>", "");
    let html = html.trim();
    let visible = !text::plain(html).is_empty() || html.contains("<img ");
    visible.then(|| html.to_owned())
}

/// The same for a field that must not be empty.
pub(crate) fn required(html: &str) -> Result<String> {
    clean(html).ok_or_else(|| Error::at("content", Problem::Required))
}

/// A title on one line.
pub(crate) fn line(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}

fn is_absolute(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_makes_stays_as_it_is() {
        let html = "<h3>现场</h3><p>三楼<strong>停水</strong><br><em>已关阀</em></p><ul><li>一</li></ul>\
                    <blockquote><code>E-07</code></blockquote><img src=\"/files/1\" alt=\"现场.png\">";
        assert_eq!(clean(html).as_deref(), Some(html));
    }

    #[test]
    fn nothing_that_runs_loads_or_restyles_survives() {
        for (html, left) in [
            ("<p onclick=\"x()\" style=\"color:red\" class=\"big\">水</p>", "<p>水</p>"),
            ("<script>alert(1)</script><p>水</p>", "<p>水</p>"),
            ("<p>水<img src=\"https://evil.example/x.png\"></p>", "<p>水</p>"),
            ("<p>水<img src=x onerror=alert(1)></p>", "<p>水</p>"),
            ("<svg><script>alert(1)</script></svg><p>水</p>", "<p>水</p>"),
            ("<a href=\"javascript:alert(1)\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<a href=\"//evil.example\">水</a>", "<a rel=\"noopener\">水</a>"),
            ("<iframe src=\"/files/1\">水</iframe><p>电</p>", "<p>电</p>"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(left), "{html}");
        }
    }

    #[test]
    fn links_that_lead_somewhere_are_kept_without_an_opener() {
        assert_eq!(
            clean("<a href=\"https://example.cn/a\" target=\"_blank\">看</a>").as_deref(),
            Some("<a href=\"https://example.cn/a\" rel=\"noopener\">看</a>")
        );
    }

    #[test]
    fn text_of_which_nothing_is_left_counts_as_empty() {
        for html in ["<script>alert(1)</script>", "<p><img src=\"https://evil.example/x\"></p>", "<p> </p>"] {
            assert_eq!(clean(html), None, "{html}");
        }
    }
}
