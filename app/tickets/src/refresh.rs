//! Screens that follow what others do.

use model::live::LiveEvent;

/// Whether anything happened to any ticket.
pub fn any_ticket(event: &LiveEvent) -> bool {
    event.ticket.is_some()
}
