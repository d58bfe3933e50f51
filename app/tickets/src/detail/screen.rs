//! What the parts of the page share.

use leptos::prelude::*;
use model::{
    Route,
    flow::ActionKind,
    live::LiveEvent,
    ticket::{TicketDetail, View},
};
use session::{Reload, reload_on};
use ui::prelude::*;

use super::attachments::Enlarged;

/// The ticket as loaded last, where it was opened from, and the way to load it again.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    /// The ticket.
    pub ticket: Signal<TicketDetail>,
    /// The list it was opened from.
    pub from: Signal<Option<View>>,
    /// The picture that shows large.
    pub enlarged: Enlarged,
    reload: Reload,
}

impl Screen {
    pub(super) fn new(
        ticket: Signal<TicketDetail>,
        from: Signal<Option<View>>,
        resource: Resource<Result<TicketDetail, Fault>>,
    ) -> Self {
        let id = ticket.with_untracked(|ticket| ticket.id);
        let is_news = move |event: &LiveEvent| {
            event.ticket == Some(id) && ticket.with_untracked(|ticket| event.seq > last_seq(ticket))
        };
        let reload = reload_on(is_news, move || resource.refetch());
        Self { ticket, from, enlarged: Enlarged::none(), reload }
    }

    /// Loads the ticket again after an action of the reader; what stands on the page changes in place.
    pub(super) fn refresh(self) {
        self.reload.now();
    }

    /// 编号, which never changes.
    pub(super) fn number(self) -> i64 {
        self.ticket.with_untracked(|ticket| ticket.number)
    }

    /// The version that shows.
    pub(super) fn version(self) -> i64 {
        self.ticket.with_untracked(|ticket| ticket.version)
    }

    /// Whether the reader may do this now.
    pub(super) fn allows(self, action: ActionKind) -> bool {
        self.ticket.with(|ticket| ticket.allows(action))
    }

    /// Whether this is the page of the ticket's owner, which may edit and delete (UK-119).
    pub(super) fn is_own(self) -> bool {
        self.from.get().is_none_or(View::is_own)
    }

    /// The list to go back to.
    pub(super) fn list(self) -> Route {
        Route::Tickets(self.from.get_untracked().unwrap_or_default())
    }
}

/// The number of the last event that the ticket was loaded with.
pub(super) fn last_seq(ticket: &TicketDetail) -> i64 {
    ticket.entries.last().map_or(0, |entry| entry.seq)
}
