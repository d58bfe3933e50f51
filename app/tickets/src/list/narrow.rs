//! What a control of the filter bar means for the filter.

use model::ticket::TicketFilter;

/// The filter after a change; always from its first page.
pub(super) fn narrowed(filter: &TicketFilter, change: impl FnOnce(&mut TicketFilter)) -> TicketFilter {
    let mut next = filter.first_page();
    change(&mut next);
    next
}

/// What somebody typed to search for, if it is anything.
pub(super) fn search(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The list itself, with nothing narrowed but the size of its pages kept.
pub(super) fn widened(filter: &TicketFilter) -> TicketFilter {
    TicketFilter { size: filter.size, ..TicketFilter::of(filter.view) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ticket::{Status, StatusIs, View};

    #[test]
    fn a_change_begins_at_the_first_page_and_leaves_the_rest() {
        let page = TicketFilter { before: Some(40), size: 50, ..TicketFilter::of(View::All) };
        let closed = Some(StatusIs::Exactly(Status::Closed));
        let narrow = narrowed(&page, |filter| filter.status = closed);
        assert_eq!(narrow, TicketFilter { status: closed, size: 50, ..TicketFilter::of(View::All) });
        assert_eq!(narrowed(&narrow, |filter| filter.status = None), page.first_page());
    }

    #[test]
    fn a_search_for_nothing_is_none() {
        assert_eq!(search(" 停水 ").as_deref(), Some("停水"));
        assert_eq!(search("  "), None);
    }

    #[test]
    fn widening_keeps_the_size_of_pages() {
        let filter = TicketFilter {
            size: 50,
            status: Some(StatusIs::Exactly(Status::Closed)),
            ..TicketFilter::of(View::Mine)
        };
        assert_eq!(widened(&filter), TicketFilter { size: 50, ..TicketFilter::of(View::Mine) });
    }
}
