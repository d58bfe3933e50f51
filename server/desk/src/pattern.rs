//! Patterns for `like … escape '\'`.

/// Nobody looks for more characters than this.
const LONGEST: usize = 100;

/// Matches whatever contains the text; what the text holds of the pattern's own signs is meant literally. Both sides
/// of the comparison go through `lower()`, for each engine folds other letters.
pub(crate) fn containing(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let mut pattern = String::from("%");
    for c in text.trim().chars().take(LONGEST) {
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
        assert_eq!(containing(" 50%_A\\ "), "%50\\%\\_A\\\\%");
    }

    #[test]
    fn what_no_engine_takes_is_left_out() {
        assert_eq!(containing("水\0管"), "%水 管%");
        assert_eq!(containing(&"水".repeat(100_000)).chars().count(), LONGEST + 2);
    }
}
