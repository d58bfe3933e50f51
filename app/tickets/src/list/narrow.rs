//! What a control of the filter bar means for the filter.

use model::ticket::TicketFilter;

/// The filter with one thing more, or less when the value is empty; always from its first page.
pub(super) fn narrowed(filter: &TicketFilter, name: &str, value: &str) -> TicketFilter {
    let mut filter = filter.first_page();
    match name {
        "q" => filter.search = Some(value.trim().to_owned()).filter(|text| !text.is_empty()),
        "status" => filter.status = value.parse().ok(),
        "priority" => filter.priority = value.parse().ok(),
        "type" => filter.type_id = value.parse().ok(),
        "tag" => filter.tag = value.parse().ok(),
        "handler" => filter.handler = value.parse().ok(),
        "involved" => filter.involved = value == "1",
        _ => {}
    }
    filter
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
    fn narrowing_begins_at_the_first_page_and_an_empty_value_widens_again() {
        let page = TicketFilter { before: Some(40), ..TicketFilter::of(View::All) };
        let closed = narrowed(&page, "status", "closed");
        assert_eq!((closed.status, closed.before), (Some(StatusIs::Exactly(Status::Closed)), None));
        assert_eq!(narrowed(&closed, "status", ""), TicketFilter::of(View::All));
        assert_eq!(narrowed(&closed, "q", "  ").search, None);
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
