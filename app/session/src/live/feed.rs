//! What a line remembers, so that a new connection goes on where the last one broke.

use model::{
    TicketId,
    live::{ClientMessage, LiveEvent},
};

/// The memory of one page's line.
#[derive(Debug, Default)]
pub(super) struct Feed {
    seq: Option<i64>,
    showing: Option<(TicketId, bool)>,
    failures: u32,
}

impl Feed {
    /// Goes on after this event, where it is known what the page was drawn with.
    pub(super) fn after(seq: Option<i64>) -> Self {
        Self { seq, ..Self::default() }
    }

    /// What to say first on a new connection.
    pub(super) fn greeting(&mut self) -> Vec<ClientMessage> {
        self.failures = 0;
        let since = ClientMessage::Since { seq: self.seq };
        [since].into_iter().chain(self.showing.map(|_| self.viewing())).collect()
    }

    /// Takes what the server sent and gives what is new in it: a replay may repeat what was heard already.
    pub(super) fn hear(&mut self, seq: i64, events: Vec<LiveEvent>) -> Vec<LiveEvent> {
        let heard = self.seq.unwrap_or(i64::MIN);
        self.seq = Some(heard.max(seq));
        events.into_iter().filter(|event| event.seq > heard).collect()
    }

    /// Notes what the page shows; gives the message when that is news.
    pub(super) fn show(&mut self, showing: Option<(TicketId, bool)>) -> Option<ClientMessage> {
        let news = self.showing != showing;
        self.showing = showing;
        news.then(|| self.viewing())
    }

    fn viewing(&self) -> ClientMessage {
        ClientMessage::Viewing {
            ticket: self.showing.map(|(ticket, _)| ticket),
            typing: self.showing.is_some_and(|(_, typing)| typing),
        }
    }

    /// Notes a lost or refused connection and says after how many milliseconds to try again; `random` lies in 0..1.
    pub(super) fn fail(&mut self, random: f64) -> u32 {
        const FIRST_MILLIS: f64 = 500.0;
        const LONGEST_MILLIS: f64 = 30_000.0;
        let wait = (FIRST_MILLIS * f64::from(2_u32.pow(self.failures.min(6)))).min(LONGEST_MILLIS);
        self.failures += 1;
        (wait * (0.5 + random)) as u32
    }

    /// Whether more than a short break has gone by without a connection.
    pub(super) fn is_cut(&self) -> bool {
        self.failures > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64) -> LiveEvent {
        LiveEvent { seq, kind: "replied".into(), ticket: None, number: None, version: None, actor: None }
    }

    #[test]
    fn a_new_connection_asks_for_what_was_missed() {
        let mut feed = Feed::default();
        assert_eq!(feed.greeting(), [ClientMessage::Since { seq: None }]);
        feed.hear(7, vec![event(7)]);
        assert_eq!(feed.greeting(), [ClientMessage::Since { seq: Some(7) }]);
    }

    #[test]
    fn the_first_connection_asks_for_what_happened_since_the_page_was_drawn() {
        assert_eq!(Feed::after(Some(4)).greeting(), [ClientMessage::Since { seq: Some(4) }]);
    }

    #[test]
    fn what_is_replayed_is_heard_once() {
        let mut feed = Feed::default();
        assert_eq!(feed.hear(5, vec![event(4), event(5)]).len(), 2);
        assert_eq!(feed.hear(6, vec![event(5), event(6)]), [event(6)]);
        assert_eq!(feed.hear(3, vec![event(3)]), []);
        assert_eq!(feed.greeting(), [ClientMessage::Since { seq: Some(6) }]);
    }

    #[test]
    fn the_ticket_on_show_is_told_again_after_a_break() {
        let mut feed = Feed::default();
        let ticket = "0190a000-0000-7000-8000-000000000001".parse().expect("an id");
        let told = ClientMessage::Viewing { ticket: Some(ticket), typing: true };
        assert_eq!(feed.show(Some((ticket, true))), Some(told.clone()));
        assert_eq!(feed.show(Some((ticket, true))), None);
        assert_eq!(feed.greeting(), [ClientMessage::Since { seq: None }, told]);
    }

    #[test]
    fn tries_grow_rarer_but_never_stop() {
        let mut feed = Feed::default();
        let waits: Vec<u32> = (0..40).map(|_| feed.fail(0.5)).collect();
        assert_eq!(waits[..4], [500, 1000, 2000, 4000]);
        assert_eq!(waits[39], 30_000);
        assert!(feed.is_cut());
        feed.greeting();
        assert!(!feed.is_cut());
    }
}
