//! What somebody typed, as a question to the index of either engine.

use super::token::{self, EDGES, Run};
use crate::dialect::Dialect;

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Holds this token.
    Token(String),
    /// Holds a token that begins like this.
    Prefix(String),
    /// Holds these tokens one behind the other.
    Phrase(Vec<String>),
    /// Everything of this.
    All(Vec<Query>),
    /// Anything of this.
    Any(Vec<Query>),
}

impl Query {
    /// Reads what was typed; none when nothing in it can be looked for. Every piece must be found: Chinese anywhere,
    /// words from their beginning, but whole where only one or two letters were typed, numbers also by their last four
    /// digits and without the country's prefix, tickets by their number.
    pub fn typed(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for run in token::runs(text) {
            match run {
                Run::Han(chars) => parts.push(han(&chars)),
                Run::Word(word) => parts.push(self::word(&word)),
                Run::Joined(groups) => {
                    let apart = parts.split_off(parts.len() - groups.len());
                    parts.push(Self::Any(vec![Self::all(apart), self::word(&groups.concat())]));
                }
            }
        }
        (!parts.is_empty()).then(|| Self::all(parts))
    }

    /// All of these, without a layer for one alone.
    pub fn all(mut parts: Vec<Self>) -> Self {
        if parts.len() == 1 { parts.remove(0) } else { Self::All(parts) }
    }

    /// Any of these, without a layer for one alone.
    pub fn any(mut parts: Vec<Self>) -> Self {
        if parts.len() == 1 { parts.remove(0) } else { Self::Any(parts) }
    }

    /// The question in an engine's own words. Tokens are letters and digits, so that nothing needs to be escaped.
    pub fn text(&self, dialect: Dialect) -> String {
        match self {
            Self::Token(token) => dialect.search_token(token),
            Self::Prefix(start) => dialect.search_prefix(start),
            Self::Phrase(tokens) => dialect.search_phrase(tokens),
            Self::All(parts) => joined(parts, dialect.search_and(), dialect),
            Self::Any(parts) => joined(parts, dialect.search_or(), dialect),
        }
    }
}

fn joined(parts: &[Query], word: &str, dialect: Dialect) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.text(dialect)).collect();
    format!("({})", parts.join(word))
}

fn han(chars: &[char]) -> Query {
    match chars {
        [one] => Query::Token(one.to_string()),
        [one, other] => Query::Token(format!("{one}{other}")),
        more => Query::Phrase(more.windows(2).map(|pair| pair.iter().collect()).collect()),
    }
}

fn word(word: &str) -> Query {
    let length = word.chars().count();
    let start = match token::edge(word) {
        Some(edge) => Query::Token(edge),
        None if length > *EDGES.end() => Query::Prefix(word.to_owned()),
        None => Query::Token(word.to_owned()),
    };
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| word.trim_start_matches('0')).filter(|digits| !digits.is_empty());
    let others = token::tail(word).into_iter().chain(number.map(token::number)).chain(within_china(word));
    Query::any(std::iter::once(start).chain(others.map(Query::Token)).collect())
}

/// A mobile number as it is dialled within the country, where it was typed as from abroad.
fn within_china(word: &str) -> Option<String> {
    let bare = word.strip_prefix("0086").or(word.strip_prefix("86"))?;
    (bare.len() == 11 && bare.bytes().all(|byte| byte.is_ascii_digit())).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fts5(text: &str) -> String {
        Query::typed(text).expect("something to look for").text(Dialect::Sqlite)
    }

    #[test]
    fn chinese_is_a_phrase_and_words_begin_like_what_was_typed() {
        assert_eq!(fts5("水"), "\"水\"");
        assert_eq!(fts5("水管"), "\"水管\"");
        assert_eq!(fts5("水管爆裂 Pump"), "(\"水管 管爆 爆裂\" AND \"\u{e000}pump\")");
        assert_eq!(fts5("ab"), "\"ab\"");
        assert_eq!(fts5("printer"), "\"printer\" *");
    }

    #[test]
    fn digits_find_numbers_tickets_and_last_digits() {
        assert_eq!(fts5("0477"), "(\"\u{e000}0477\" OR \"\u{e001}0477\" OR \"\u{e002}477\")");
        assert_eq!(
            fts5("138 22"),
            "(((\"\u{e000}138\" OR \"\u{e002}138\") AND (\"22\" OR \"\u{e002}22\")) OR (\"\u{e000}13822\" OR \"\u{e002}13822\"))"
        );
    }

    #[test]
    fn a_mobile_number_typed_as_from_abroad_finds_how_it_is_dialled_at_home() {
        for (typed, number) in [("8613822160477", "8613822160477"), ("+008613822160477", "8613822160477")] {
            let start = typed.trim_start_matches('+');
            assert_eq!(fts5(typed), format!("(\"{start}\" * OR \"\u{e002}{number}\" OR \"13822160477\")"));
        }
        assert_eq!(fts5("861382216047"), "(\"861382216047\" * OR \"\u{e002}861382216047\")");
        assert_eq!(fts5("86meter123456"), "\"86meter123456\" *");
    }

    #[test]
    fn the_same_question_in_the_words_of_postgresql() {
        let query = Query::typed("水管爆 printer").expect("a query");
        let expected = "((('水管' <-> '管爆') | ('\u{e005}' & '水管' & '管爆')) & 'printer':*)";
        assert_eq!(query.text(Dialect::Postgres), expected);
    }

    #[test]
    fn signs_alone_cannot_be_looked_for() {
        for text in ["", "  ", "？！", "%_", "'\"\\"] {
            assert_eq!(Query::typed(text), None, "{text}");
        }
    }
}
