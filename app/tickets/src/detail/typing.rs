//! What a writer has before them, and who has changed it since.

use leptos::prelude::*;
use model::{
    PersonId,
    ticket::{Entry, TicketDetail},
};
use serde::{Deserialize, Serialize};
use session::Live;
use ui::platform::Debounce;

use super::screen::{Screen, last_seq};

/// Pins the ticket as it was when the writing began; tells the others that somebody writes.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    screen: Screen,
    /// Nothing while nothing is being written; a draft carries it.
    pub begun: RwSignal<Option<Begun>>,
    idle: Debounce,
    live: Live,
    me: PersonId,
}

/// The ticket as the writer knows it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Begun {
    version: i64,
    seq: i64,
}

impl Begun {
    fn of(ticket: &TicketDetail) -> Self {
        Self { version: ticket.version, seq: last_seq(ticket) }
    }
}

impl Writing {
    pub(super) fn new(screen: Screen) -> Self {
        const IDLE_MILLIS: u64 = 4000;
        Self {
            screen,
            begun: RwSignal::new(None),
            idle: Debounce::new(IDLE_MILLIS),
            live: session::use_live(),
            me: session::me().who.id,
        }
    }

    /// Something was typed, which the others are told unless it came back from a draft.
    pub(super) fn typed(self, by_hand: bool) {
        if self.begun.with_untracked(Option::is_none) {
            self.catch_up();
        }
        if by_hand {
            self.tell();
        }
    }

    fn tell(self) {
        let live = self.live;
        let ticket = self.screen.ticket.with_untracked(|ticket| ticket.id);
        live.viewing(ticket, true);
        self.idle.run(move || live.viewing(ticket, false));
    }

    /// Whether something is being written.
    pub(super) fn has_begun(self) -> bool {
        self.begun.with(Option::is_some)
    }

    /// The writer has seen the latest state.
    pub(super) fn catch_up(self) {
        self.begun.set(Some(self.screen.ticket.with_untracked(Begun::of)));
    }

    /// The writer has been told of this version.
    pub(super) fn accept(self, version: i64) {
        let seq = self.screen.ticket.with_untracked(Begun::of).seq;
        self.begun.set(Some(Begun { version, seq }));
    }

    /// It was sent.
    pub(super) fn finished(self) {
        self.begun.set(None);
        self.idle.cancel();
        let ticket = self.screen.ticket.with_untracked(|ticket| ticket.id);
        self.live.viewing(ticket, false);
    }

    /// Who else has changed the ticket since the writing began.
    pub(super) fn changed_by(self) -> Option<String> {
        let begun = self.begun.get()?;
        self.screen.ticket.with(|ticket| latest_other(&ticket.entries, begun.seq, self.me))
    }

    /// The version to save against. What the writer did themselves meanwhile does not count as somebody else's change.
    pub(super) fn version(self) -> i64 {
        let latest = self.screen.ticket.with(|ticket| ticket.version);
        version_before(self.begun.get(), latest, self.changed_by().is_some())
    }
}

fn version_before(begun: Option<Begun>, latest: i64, by_others: bool) -> i64 {
    match begun {
        Some(begun) if begun.version > latest || by_others => begun.version,
        Some(_) | None => latest,
    }
}

fn latest_other(entries: &[Entry], since: i64, me: PersonId) -> Option<String> {
    let others = entries.iter().filter(|entry| entry.seq > since);
    others.filter_map(|entry| entry.actor.as_ref()).rfind(|who| who.id != me).map(|who| who.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Time, event::Event, person::Who};

    fn entry(seq: i64, person: u128, name: &str) -> Entry {
        let actor = Some(Who { id: id(person), name: name.into() });
        Entry { seq, at: Time(seq), actor, event: Event::TicketDeleted, reply: None }
    }

    fn id(person: u128) -> PersonId {
        format!("{person:032x}").parse().expect("an id")
    }

    #[test]
    fn a_change_by_others_holds_back_the_version() {
        let begun = |version| Some(Begun { version, seq: 7 });
        let cases = [(None, false, 5), (begun(3), false, 5), (begun(3), true, 3), (begun(6), false, 6)];
        for (begun, by_others, expected) in cases {
            assert_eq!(version_before(begun, 5, by_others), expected, "{begun:?}");
        }
    }

    #[test]
    fn only_others_since_the_beginning_count() {
        let log = [entry(1, 2, "张伟"), entry(2, 1, "我"), entry(3, 3, "李敏"), entry(4, 1, "我")];
        assert_eq!(latest_other(&log, 0, id(1)).as_deref(), Some("李敏"));
        assert_eq!(latest_other(&log, 3, id(1)), None);
        assert_eq!(latest_other(&log[..2], 1, id(1)), None);
    }
}
