//! Patterns for `like … escape '\'`.

/// Matches whatever contains the text, in lower case; what the text holds of the pattern's own signs is meant
/// literally.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.trim().to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_pattern_are_meant_literally() {
        assert_eq!(containing(" 50%_A\\ "), "%50\\%\\_a\\\\%");
    }
}
