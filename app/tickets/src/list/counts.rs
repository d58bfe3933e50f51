//! How many tickets stand in each list: loaded once for the whole frame, however many places show it.

use leptos::prelude::*;
use model::ticket::{Count, View, ViewCounts};
use session::{LiveState, Reload, reload_on, retry_passing, use_live};
use ui::Fault;

use super::api;
use crate::refresh;

/// The counts of every list.
#[derive(Clone, Copy)]
pub(super) struct Counts {
    loaded: Resource<Result<ViewCounts, Fault>>,
    reload: Reload,
}

/// Loads the counts for everything below, and again whenever something happens to a ticket.
pub fn provide_counts() {
    let loaded = Resource::new(|| (), |()| api::count_tickets());
    retry_passing(loaded);
    provide_context(Counts { loaded, reload: reload_on(refresh::any_ticket, move || loaded.refetch()) });
}

pub(super) fn use_counts() -> Counts {
    expect_context()
}

impl Counts {
    /// Loads again where no line tells of changes.
    pub(super) fn catch_up(self) {
        if use_live().state().get_untracked() == LiveState::Offline {
            self.reload.now();
        }
    }
}

/// How many tickets stand in a list, once it is known; when loading again fails, what was known stays.
#[component]
pub fn Counted<F, V>(
    /// The list.
    view: View,
    /// What to show of the count.
    children: F,
) -> impl IntoView
where
    F: Fn(Count) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let Counts { loaded, .. } = use_counts();
    view! {
        <Transition>
            {
                let children = children.clone();
                Suspend::new(async move {
                    let first = loaded.await.ok();
                    let known = Memo::new(move |before: Option<&Option<ViewCounts>>| {
                        let latest = loaded.get().and_then(Result::ok);
                        latest.or_else(|| before.map_or_else(|| first.clone(), Clone::clone))
                    });
                    move || known.with(|counts| Some(counts.as_ref()?.of(view))).map(children.clone())
                })
            }
        </Transition>
    }
}
