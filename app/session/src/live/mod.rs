//! The line over which an open page hears what others do.

#[cfg(target_arch = "wasm32")]
mod browser;
pub(crate) mod drawn;
#[cfg(any(target_arch = "wasm32", test))]
mod feed;
mod pace;
mod reload;
mod retry;
#[cfg(not(target_arch = "wasm32"))]
mod server;

#[cfg(target_arch = "wasm32")]
use browser::Line;
#[cfg(not(target_arch = "wasm32"))]
use server::Line;

pub use drawn::DrawnAt;
pub use reload::{Reload, reload_on};
pub use retry::retry_passing;

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{
    TicketId,
    live::{LiveEvent, Present},
};

/// Whether the page hears what others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveState {
    /// The line is being opened, or has just been lost.
    Connecting,
    /// What others do arrives at once.
    Online,
    /// The server cannot be reached.
    Offline,
}

/// The line of this page.
#[derive(Clone, Copy)]
pub struct Live {
    signals: Signals,
    line: Line,
}

/// What the line tells the screen.
#[derive(Clone, Copy)]
struct Signals {
    state: RwSignal<LiveState>,
    signed_out: RwSignal<bool>,
    present: RwSignal<BTreeMap<TicketId, Vec<Present>>>,
    /// Moves when this page has done something that no event tells of.
    here: RwSignal<u32>,
}

impl Signals {
    fn new() -> Self {
        Self {
            state: RwSignal::new(LiveState::Connecting),
            signed_out: RwSignal::new(false),
            present: RwSignal::new(BTreeMap::new()),
            here: RwSignal::new(0),
        }
    }

    /// Forgets who is at every ticket but this one.
    #[cfg(target_arch = "wasm32")]
    fn forget_present(self, except: Option<TicketId>) {
        self.present.try_maybe_update(|all| {
            let before = all.len();
            all.retain(|ticket, _| Some(*ticket) == except);
            (all.len() != before, ())
        });
    }
}

/// Opens the line for everything below, until the current owner is cleaned up.
pub fn provide_live() {
    let signals = Signals::new();
    provide_context(Live { signals, line: Line::open(signals, drawn::begins()) });
}

/// The line of this page.
pub fn use_live() -> Live {
    expect_context()
}

impl Live {
    /// Calls on everything that happens, until the current owner is cleaned up.
    pub fn on(self, hear: impl Fn(&LiveEvent) + 'static) {
        self.line.hear(hear);
    }

    /// Tells the others that this page shows the ticket, and whether its person is typing.
    pub fn viewing(self, ticket: TicketId, typing: bool) {
        self.line.view(Some((ticket, typing)));
    }

    /// Tells the others that this page shows no ticket any more.
    pub fn left(self) {
        self.line.view(None);
    }

    /// Who else has the ticket open.
    pub fn presence(self, ticket: TicketId) -> Signal<Vec<Present>> {
        Signal::derive(move || self.signals.present.with(|all| all.get(&ticket).cloned().unwrap_or_default()))
    }

    /// Whether the page hears what others do.
    pub fn state(self) -> Signal<LiveState> {
        self.signals.state.into()
    }

    /// Whether the server has ended this session.
    pub fn signed_out(self) -> Signal<bool> {
        self.signals.signed_out.into()
    }

    /// Notes that the server has ended this session, when an answer said so before the line did.
    pub fn end(self) {
        if !self.signals.signed_out.get_untracked() {
            self.signals.signed_out.set(true);
        }
    }

    /// Loads what the page shows again after a change of the reader's own that no event tells of.
    pub fn changed_here(self) {
        self.signals.here.update(|turn| *turn = turn.wrapping_add(1));
    }
}
