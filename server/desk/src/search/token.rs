//! 分词: what a text is cut into so that it can be found. NFKC and lower case; Han, kana and hangul into pieces of two
//! characters, everything else into words. The same cut serves both engines.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

/// Begins the first characters of a longer word.
const EDGE: char = '\u{e000}';
/// Begins the last digits of a long number.
const TAIL: char = '\u{e001}';
/// Begins the number of a ticket.
const NUMBER: char = '\u{e002}';
/// How many of a word's first characters are kept apart, so that few of them find it without a walk through all words.
pub(super) const EDGES: std::ops::RangeInclusive<usize> = 3..=5;
/// 尾号: how many last digits of a number find it, and from how many digits on.
pub(super) const TAIL_DIGITS: usize = 4;
const TAIL_FROM: usize = 7;
/// Nobody looks for more of one word.
const WORD_MAX: usize = 64;
/// Longer rows of digits are not a telephone number that was written in groups.
const JOINED_MAX: usize = 20;
/// What one ticket's different tokens may hold in all; PostgreSQL takes no more than a mebibyte.
const BYTES_MAX: usize = 900_000;

/// A piece of a text between separators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Characters that are written without blanks between words.
    Han(Vec<char>),
    /// A word or number.
    Word(String),
    /// Digits that were written in groups, joined.
    Joined(Vec<String>),
}

/// Cuts a text into its pieces, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut cutter = Cutter::default();
    text.nfkc().flat_map(char::to_lowercase).for_each(|c| cutter.take(c));
    cutter.finish()
}

#[derive(Default)]
struct Cutter {
    runs: Vec<Run>,
    han: Vec<char>,
    word: String,
    groups: Vec<String>,
    apart: usize,
}

impl Cutter {
    fn take(&mut self, c: char) {
        if is_invisible(c) {
            return;
        }
        if is_unspaced(c) {
            self.end_word();
            self.end_groups();
            self.han.push(c);
        } else if c.is_alphanumeric() {
            self.end_han();
            self.word.push(c);
        } else {
            self.end_han();
            self.end_word();
            self.apart += 1;
            if self.apart > 1 || !matches!(c, ' ' | '-') {
                self.end_groups();
            }
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.end_han();
        self.end_word();
        self.end_groups();
        self.runs
    }

    fn end_han(&mut self) {
        if !self.han.is_empty() {
            self.runs.push(Run::Han(std::mem::take(&mut self.han)));
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word: String = std::mem::take(&mut self.word).chars().take(WORD_MAX).collect();
        if !is_digits(&word) {
            self.end_groups();
        } else {
            self.groups.push(word.clone());
        }
        self.apart = 0;
        self.runs.push(Run::Word(word));
    }

    fn end_groups(&mut self) {
        let groups = std::mem::take(&mut self.groups);
        let digits: usize = groups.iter().map(String::len).sum();
        if groups.len() > 1 && digits <= JOINED_MAX {
            self.runs.push(Run::Joined(groups));
        }
    }
}

/// Whether people do not see that it is there: joiners, soft hyphens, marks of direction and variation, which come along
/// when a text is copied from elsewhere.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Whether words of this script are written without blanks between them.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3040}'..='\u{30fa}'
        | '\u{30fc}'..='\u{318f}'
        | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The token of a ticket's own number.
pub(super) fn number(number: &str) -> String {
    format!("{NUMBER}{number}")
}

/// The token of a word's first characters, if that many are kept apart.
pub(super) fn edge(start: &str) -> Option<String> {
    EDGES.contains(&start.chars().count()).then(|| format!("{EDGE}{start}"))
}

/// The token of a number's last digits, if `digits` are as many as are kept.
pub(super) fn tail(digits: &str) -> Option<String> {
    (is_digits(digits) && digits.len() == TAIL_DIGITS).then(|| format!("{TAIL}{digits}"))
}

/// The tokens of one text, as the index holds them.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Tokens::default();
    tokens.text(text);
    tokens.finish()
}

/// The tokens of a ticket under construction, in the order of its texts.
#[derive(Default)]
pub(super) struct Tokens {
    order: Vec<String>,
    once: HashSet<String>,
    bytes: usize,
}

impl Tokens {
    /// Adds a text. No phrase reaches over the end of a run, for its last character stands alone behind it.
    pub fn text(&mut self, text: &str) {
        for run in runs(text) {
            match run {
                Run::Han(chars) => self.han(&chars),
                Run::Word(word) => self.word(&word),
                Run::Joined(groups) => self.word(&groups.concat()),
            }
        }
    }

    /// Adds a token of the program's own.
    pub fn mark(&mut self, token: String) {
        if self.is_new(&token) {
            self.order.push(token);
        }
    }

    /// All tokens.
    pub fn finish(self) -> Vec<String> {
        self.order
    }

    fn han(&mut self, chars: &[char]) {
        for pair in chars.windows(2) {
            self.push(pair.iter().collect());
        }
        if let Some(last) = chars.last() {
            self.push(last.to_string());
        }
        for c in chars {
            self.mark(c.to_string());
        }
    }

    fn word(&mut self, word: &str) {
        self.push(word.to_owned());
        let starts = EDGES.map_while(|length| {
            word.char_indices().nth(length - 1).map(|(at, c)| &word[..at + c.len_utf8()])
        });
        for token in starts.filter_map(edge).collect::<Vec<_>>() {
            self.mark(token);
        }
        if is_digits(word) && word.len() >= TAIL_FROM {
            tail(&word[word.len() - TAIL_DIGITS..]).into_iter().for_each(|token| self.mark(token));
        }
    }

    /// Adds a token as often as the text has it.
    fn push(&mut self, token: String) {
        if self.once.contains(&token) || self.is_new(&token) {
            self.order.push(token);
        }
    }

    /// Whether the token is seen for the first time and there is room for it.
    fn is_new(&mut self, token: &str) -> bool {
        if self.bytes + token.len() > BYTES_MAX || !self.once.insert(token.to_owned()) {
            return false;
        }
        self.bytes += token.len();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_cut_into_pieces_of_two_and_its_characters() {
        assert_eq!(tokens("水管爆裂"), ["水管", "管爆", "爆裂", "裂", "水", "管", "爆"]);
        assert_eq!(tokens("水，管"), ["水", "管"]);
    }

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(tokens("ＡＢ－１２"), tokens("ab-12"));
        assert_eq!(tokens("Straße"), tokens("STRAßE"));
    }

    #[test]
    fn what_nobody_sees_does_not_part_what_belongs_together() {
        assert_eq!(tokens("停\u{200b}水\u{feff}管"), tokens("停水管"));
        assert_eq!(tokens("葛\u{e0100}城"), tokens("葛城"));
        assert_eq!(tokens("Me\u{ad}ter\u{2060}-\u{200d}12"), tokens("meter-12"));
        assert_eq!(tokens("\u{202d}138 \u{200c}2216 0477\u{202c}"), tokens("138 2216 0477"));
        assert_eq!(runs("\u{200b}\u{fe0f}"), []);
    }

    #[test]
    fn a_phone_number_is_found_however_it_is_grouped() {
        let grouped = tokens("138-2216 0477");
        for token in ["13822160477", "\u{e000}138", "\u{e000}13822", "\u{e001}0477"] {
            assert!(grouped.contains(&token.to_owned()), "{token}");
        }
        assert_eq!(runs("1, 2"), [Run::Word("1".into()), Run::Word("2".into())]);
    }

    #[test]
    fn a_word_too_long_to_look_for_is_cut() {
        assert_eq!(runs(&"a".repeat(1000)), [Run::Word("a".repeat(WORD_MAX))]);
    }

    #[test]
    fn what_one_ticket_adds_to_the_index_is_bounded() {
        let many: String =
            ('\u{4e00}'..'\u{9fff}').chain(('\u{4e00}'..'\u{9fff}').rev().step_by(2)).collect();
        let all = tokens(&format!("{many}{}", many.chars().rev().collect::<String>()).repeat(40));
        let distinct: HashSet<_> = all.iter().collect();
        assert!(distinct.iter().map(|token| token.len()).sum::<usize>() <= BYTES_MAX);
    }
}
