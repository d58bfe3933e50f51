//! Text as HTML.

/// Text that holds no mark-up any more.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text in paragraphs, with what stands in backquotes as code.
pub fn paragraphs(text: &str) -> String {
    let paragraph = |text: &str| format!("<p>{}</p>", inline(text));
    text.split("\n\n").filter(|text| !text.trim().is_empty()).map(paragraph).collect()
}

/// One line, with what stands in backquotes as code.
pub fn inline(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(nth, part)| match nth % 2 {
            0 => escape(part),
            _ => format!("<code>{}</code>", escape(part)),
        })
        .collect()
}

/// A block of code that can be reached by keyboard, for it may scroll.
pub fn code(text: &str) -> String {
    format!("<pre class=\"docs__code\" tabindex=\"0\"><code>{}</code></pre>", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_and_backquotes_make_code() {
        assert_eq!(inline("a `<b>` \"c\" & d"), "a <code>&lt;b&gt;</code> &quot;c&quot; &amp; d");
        assert_eq!(paragraphs("one\n\ntwo"), "<p>one</p><p>two</p>");
    }
}
