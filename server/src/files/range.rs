//! A part of a file, as players of sound and film ask for it.

/// What to send.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything: nothing else was asked for, or nothing that we understand.
    Whole,
    /// From the first to the last byte named.
    Range {
        /// The first byte.
        first: u64,
        /// The last byte.
        last: u64,
    },
    /// Nothing: the part begins behind the end.
    Beyond,
}

/// What a `Range` header asks for in a file of this length.
pub fn part(range: Option<&str>, length: u64) -> Part {
    let Some((first, last)) = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-')) else {
        return Part::Whole;
    };
    let end = length.saturating_sub(1);
    let (first, last) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => (first, end),
        (Err(_), Ok(count)) if first.is_empty() => {
            (if count == 0 { length } else { length.saturating_sub(count) }, end)
        }
        _ => return Part::Whole,
    };
    if first >= length { Part::Beyond } else { Part::Range { first, last } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file() {
        let range = |first, last| Part::Range { first, last };
        let cases = [
            (None, Part::Whole),
            (Some("bytes=0-3"), range(0, 3)),
            (Some("bytes=4-"), range(4, 9)),
            (Some("bytes=-3"), range(7, 9)),
            (Some("bytes=-30"), range(0, 9)),
            (Some("bytes=8-99"), range(8, 9)),
            (Some("bytes=10-"), Part::Beyond),
            (Some("bytes=-0"), Part::Beyond),
            (Some("bytes=3-1"), Part::Whole),
            (Some("bytes=0-1,3-4"), Part::Whole),
            (Some("lines=1-2"), Part::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(part(header, 10), expected, "{header:?}");
        }
    }
}
