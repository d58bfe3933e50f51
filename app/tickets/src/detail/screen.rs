//! What the parts of the page share.

use leptos::prelude::*;
use model::{
    Route,
    attachment::Attachment,
    flow::ActionKind,
    ticket::{TicketDetail, View},
};
use ui::prelude::*;

/// The ticket as loaded last, where it was opened from, and the way to load it again.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    /// The ticket.
    pub ticket: Signal<TicketDetail>,
    /// The list it was opened from.
    pub from: Signal<Option<View>>,
    /// The picture that is shown large.
    pub picture: RwSignal<Option<Attachment>>,
    resource: Resource<Result<TicketDetail, Fault>>,
}

impl Screen {
    pub(super) fn new(
        ticket: Signal<TicketDetail>,
        from: Signal<Option<View>>,
        resource: Resource<Result<TicketDetail, Fault>>,
    ) -> Self {
        Self { ticket, from, picture: RwSignal::new(None), resource }
    }

    /// Loads the ticket again; what stands on the page changes in place.
    pub(super) fn refresh(self) {
        self.resource.refetch();
    }

    /// 编号, which never changes.
    pub(super) fn number(self) -> i64 {
        self.ticket.with_untracked(|ticket| ticket.number)
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
