//! The address of a list, and what is typed into a field of search.
//!
//! A filter that can be read is printed as an address that reads as the same filter. A question to the index holds
//! nothing that either engine would take for syntax, and finds the very text that it was made of.

use std::{collections::BTreeSet, ops::Bound};

use desk::{
    Dialect,
    search::{Query, tokens},
};
use model::ticket::{TicketFilter, listing::PAGE_SIZES};
use url::form_urlencoded;

/// Of words alone, no more than tell something new.
const WORDS_MAX: usize = 50;

/// Reads a query as the address of a list and as words to look for.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match filter(&text) {
        Some(filter) => {
            stays(&filter);
            filter.search.as_deref().into_iter().for_each(find);
        }
        None => find(&text.chars().take(WORDS_MAX).collect::<String>()),
    }
}

fn filter(query: &str) -> Option<TicketFilter> {
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    TicketFilter::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value))).ok()
}

fn stays(read: &TicketFilter) {
    let query = read.query().to_string();
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic()), "{query:?}");
    assert!(PAGE_SIZES.contains(&read.size));
    assert_eq!(filter(query.trim_start_matches('?')).as_ref(), Some(read), "{query}");
    let first = read.first_page();
    assert_eq!(first.is_narrowed(), read.is_narrowed());
    assert_eq!(filter(first.query().to_string().trim_start_matches('?')), Some(first));
}

fn find(text: &str) {
    let tokens = tokens(text);
    assert!(tokens.iter().all(|token| is_plain(token)), "{tokens:?}");
    let Some(query) = Query::typed(text) else {
        assert!(tokens.is_empty(), "{tokens:?}");
        return;
    };
    let index = Index { once: tokens.iter().map(String::as_str).collect(), order: &tokens };
    assert!(index.finds(&query), "{query:?} does not find {tokens:?}");
    quoted(&query.text(Dialect::Sqlite), '"');
    quoted(&query.text(Dialect::Postgres), '\'');
}

/// Nothing in a token ends it or its quotes.
fn is_plain(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| !c.is_whitespace() && !c.is_control() && !is_sign(c))
}

fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
}

/// Outside quotes there are only the engine's own words.
fn quoted(question: &str, quote: char) {
    let parts: Vec<_> = question.split(quote).collect();
    assert!(parts.len() % 2 == 1, "{question}");
    for (nth, part) in parts.iter().enumerate() {
        let inside = |c: char| !is_sign(c) && !c.is_control();
        let outside = |c: char| " ()&|<->:*ANDOR".contains(c);
        assert!(
            if nth % 2 == 1 { part.chars().all(inside) } else { part.chars().all(outside) },
            "{question}"
        );
    }
}

/// The tokens of one text.
struct Index<'a> {
    order: &'a [String],
    once: BTreeSet<&'a str>,
}

impl<'a> Index<'a> {
    fn finds(&self, query: &Query) -> bool {
        match query {
            Query::Token(token) => self.once.contains(token.as_str()),
            Query::Prefix(start) => self.first_from(start).is_some_and(|token| token.starts_with(start)),
            Query::Phrase(words) => self.order.windows(words.len()).any(|window| window == words),
            Query::All(parts) => parts.iter().all(|part| self.finds(part)),
            Query::Any(parts) => parts.iter().any(|part| self.finds(part)),
        }
    }

    fn first_from(&self, start: &str) -> Option<&'a str> {
        self.once.range::<str, _>((Bound::Included(start), Bound::Unbounded)).next().copied()
    }
}
