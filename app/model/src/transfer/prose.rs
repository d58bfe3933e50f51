//! Rich text as the plain text of a cell, and back.

const BLOCKS: [&str; 8] = ["p", "li", "h3", "pre", "blockquote", "ul", "ol", "div"];

/// The words of rich text, a line for each paragraph and break.
pub fn plain_of(html: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = html;
    while let Some((words, tag, after)) = next_tag(rest) {
        lines.text += words;
        lines.pass(tag);
        rest = after;
    }
    lines.text += rest;
    lines.end(false);
    lines.done.trim_end_matches('\n').to_owned()
}

/// Rich text that says the same: a paragraph for each line.
pub fn rich_of(plain: &str) -> String {
    let escaped = plain.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraph = |line: &str| match line {
        "" => "<p><br></p>".to_owned(),
        line => format!("<p>{line}</p>"),
    };
    escaped.lines().map(paragraph).collect()
}

#[derive(Default)]
struct Lines {
    done: String,
    text: String,
    opened: bool,
}

impl Lines {
    fn pass(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        match name.unwrap_or_default() {
            "br" => {
                self.end(true);
                self.opened = false;
            }
            name if BLOCKS.contains(&name) => {
                self.end(closes && self.opened);
                self.opened = !closes;
            }
            _ => {}
        }
    }

    /// Ends the line; an empty one only if there is one to be seen.
    fn end(&mut self, even_empty: bool) {
        if even_empty || !self.text.is_empty() {
            self.done += &decoded(&self.text);
            self.done.push('\n');
            self.text.clear();
        }
    }
}

/// The words up to the next tag, what the tag says, and what follows it.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = html.split_once('<')?;
    let (tag, after) = rest.split_once('>')?;
    Some((words, tag, after))
}

fn decoded(words: &str) -> String {
    ["&nbsp;", "&lt;", "&gt;", "&quot;", "&#39;", "&amp;"]
        .into_iter()
        .zip([" ", "<", ">", "\"", "'", "&"])
        .fold(words.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_paragraph_item_and_break_is_a_line() {
        for (html, plain) in [
            ("<p>三楼<strong>停水</strong></p><p>已两天</p>", "三楼停水\n已两天"),
            ("<p>一<br>二</p><p><br></p><p>三</p>", "一\n二\n\n三"),
            ("<h3>现场</h3><ul><li>水</li><li>电</li></ul>", "现场\n水\n电"),
            ("前<p>A &lt;B&gt; &amp;amp; C</p>后", "前\nA <B> &amp; C\n后"),
        ] {
            assert_eq!(plain_of(html), plain, "{html}");
        }
    }

    proptest! {
        #[test]
        fn plain_text_comes_back_as_it_was(plain in "[a-z水<>&;=\" ]{1,9}(\n[a-z水<>&; ]{0,9}){0,3}") {
            let plain = plain.trim();
            prop_assert_eq!(plain_of(&rich_of(plain)), plain);
        }
    }
}
