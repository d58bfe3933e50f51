//! How many tickets wait for the person, fetched beside the page so that no page waits for it.

use leptos::{prelude::*, task::spawn_local};
use model::ticket::{Count, View};
use session::use_live;
use tickets::list::api::count_tickets;
use ui::platform::Debounce;

const QUIET_MILLIS: u64 = 800;
const MOVES: [&str; 4] = ["ticket_registered", "status_changed", "assigned", "ticket_deleted"];

/// The number in 待处理工单; none until it is known.
pub(super) fn pending_count() -> Signal<Option<Count>> {
    let count = RwSignal::new(None);
    let fetch = move || {
        spawn_local(async move {
            if let Ok(counts) = count_tickets().await {
                count.try_set(Some(counts.of(View::Pending)));
            }
        });
    };
    let debounce = Debounce::new(QUIET_MILLIS);
    let live = use_live();
    Effect::new(move |_| {
        fetch();
        live.on(move |event| {
            if MOVES.contains(&event.kind.as_str()) {
                debounce.run(fetch);
            }
        });
    });
    count.into()
}
