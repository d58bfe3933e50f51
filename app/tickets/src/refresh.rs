//! Screens that follow what others do.

use model::live::LiveEvent;
use ui::platform::Debounce;

/// Runs once after a burst of events about tickets of interest, until the current owner is cleaned up.
pub fn on_events(concerns: impl Fn(&LiveEvent) -> bool + 'static, run: impl Fn() + Clone + 'static) {
    const QUIET_MILLIS: u64 = 250;
    let debounce = Debounce::new(QUIET_MILLIS);
    session::use_live().on(move |event| {
        if concerns(event) {
            debounce.run(run.clone());
        }
    });
}

/// Whether anything happened to any ticket.
pub fn any_ticket(event: &LiveEvent) -> bool {
    event.ticket.is_some()
}
