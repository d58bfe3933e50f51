//! The line in a browser: a WebSocket that is opened again whenever it breaks.

mod socket;

use std::{rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use model::{
    TicketId,
    live::{ClientMessage, LiveEvent, ServerMessage},
};
use ui::platform::{listen, listen_all};

use self::socket::{Report, Socket};
use super::{LiveState, Signals, feed::Feed};

const PING_EVERY: Duration = Duration::from_secs(20);
/// How long a line that was doubted has time to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(4);

type Hearer = Rc<dyn Fn(&LiveEvent)>;

struct Inner {
    signals: Signals,
    feed: Feed,
    hearers: Vec<(u32, Hearer)>,
    named: u32,
    socket: Option<Socket>,
    retry: Option<TimeoutHandle>,
    /// How many questions were asked, and the last of them that anything was heard after.
    asked: u32,
    answered: u32,
}

#[derive(Clone, Copy)]
pub(super) struct Line(StoredValue<Inner, LocalStorage>);

impl Line {
    pub(super) fn open(signals: Signals, after: Option<i64>) -> Self {
        let line = Self(StoredValue::new_local(Inner {
            signals,
            feed: Feed::after(after),
            hearers: Vec::new(),
            named: 0,
            socket: None,
            retry: None,
            asked: 0,
            answered: 0,
        }));
        Effect::new(move |_| {
            line.connect();
            line.keep();
        });
        line
    }

    pub(super) fn hear(self, hear: impl Fn(&LiveEvent) + 'static) {
        let name = self.0.try_update_value(|inner| {
            inner.named += 1;
            inner.hearers.push((inner.named, Rc::new(hear)));
            inner.named
        });
        on_cleanup(move || {
            self.0.try_update_value(|inner| inner.hearers.retain(|(other, _)| Some(*other) != name));
        });
    }

    pub(super) fn view(self, showing: Option<(TicketId, bool)>) {
        self.0.try_update_value(|inner| {
            if let Some(message) = inner.feed.show(showing) {
                inner.say(&message);
            }
            inner.signals.forget_present(showing.map(|(ticket, _)| ticket));
        });
    }

    /// Pings, and looks at once after a change of network or when the page is looked at again.
    fn keep(self) {
        if let Ok(ping) = set_interval_with_handle(move || self.ask(PING_EVERY), PING_EVERY) {
            on_cleanup(move || ping.clear());
        }
        listen_all("online", move |_| self.probe());
        listen_all("offline", move |_| self.lose());
        listen_all("focus", move |_| {
            self.connect_if_cut();
        });
        listen(&document(), "visibilitychange", move |_| {
            if !document().hidden() {
                self.probe();
            }
        });
    }

    fn connect(self) {
        let socket = Socket::open("/live", move |report| self.take(report));
        let refused = socket.is_none();
        self.0.try_update_value(|inner| {
            inner.clear_retry();
            inner.answered = inner.asked;
            inner.socket = socket;
        });
        if refused {
            self.lose();
        }
    }

    /// Connects if there is no connection; whether there was none.
    fn connect_if_cut(self) -> bool {
        let cut = self
            .0
            .try_with_value(|inner| inner.socket.is_none() && !inner.signals.signed_out.get_untracked());
        if cut == Some(true) {
            self.connect();
        }
        cut == Some(true)
    }

    /// After a sleep or a change of network a connection may be dead without knowing it: makes sure within seconds. One
    /// that is still being made cannot answer yet.
    fn probe(self) {
        let open = |inner: &Inner| inner.socket.as_ref().is_some_and(Socket::is_open);
        if !self.connect_if_cut() && self.0.try_with_value(open) == Some(true) {
            self.ask(ANSWER_WITHIN);
        }
    }

    fn take(self, report: Report) {
        match report {
            Report::Opened => self.greet(),
            Report::Said(message) => self.listen(message),
            Report::Closed => self.lose(),
        }
    }

    fn greet(self) {
        self.0.try_update_value(|inner| {
            for message in inner.feed.greeting() {
                inner.say(&message);
            }
            inner.signals.state.set(LiveState::Online);
        });
    }

    fn listen(self, message: ServerMessage) {
        let Some(signals) = self.0.try_update_value(|inner| {
            inner.answered = inner.asked;
            inner.signals
        }) else {
            return;
        };
        match message {
            ServerMessage::Events { seq, events } => self.tell(seq, events),
            ServerMessage::Presence { ticket, people } => signals.present.update(|all| {
                all.insert(ticket, people);
            }),
            ServerMessage::SignedOut => {
                signals.signed_out.set(true);
                self.lose();
            }
            ServerMessage::Pong => (),
        }
    }

    fn tell(self, seq: i64, events: Vec<LiveEvent>) {
        let told = self.0.try_update_value(|inner| {
            let hearers: Vec<Hearer> = inner.hearers.iter().map(|(_, hear)| hear.clone()).collect();
            (inner.feed.hear(seq, events), hearers)
        });
        let Some((news, hearers)) = told else { return };
        for event in &news {
            hearers.iter().for_each(|hear| hear(event));
        }
    }

    /// A question after which nothing is heard in time means that the line is dead, whatever the socket says.
    fn ask(self, within: Duration) {
        let question = self.0.try_update_value(|inner| {
            inner.asked += 1;
            inner.say(&ClientMessage::Ping);
            inner.asked
        });
        if let Some(question) = question {
            set_timeout(move || self.lose_if_silent_since(question), within);
        }
    }

    fn lose_if_silent_since(self, question: u32) {
        let is_silent = |inner: &Inner| inner.socket.is_some() && inner.answered < question;
        if self.0.try_with_value(is_silent) == Some(true) {
            self.lose();
        }
    }

    /// The connection is gone, and with it the knowledge of who is here; a new one tells anew.
    fn lose(self) {
        self.0.try_update_value(|inner| {
            inner.socket = None;
            inner.signals.forget_present(None);
            if inner.signals.signed_out.get_untracked() {
                return;
            }
            let wait = inner.feed.fail(js_sys::Math::random());
            let state = if inner.feed.is_cut() { LiveState::Offline } else { LiveState::Connecting };
            inner.signals.state.set(state);
            inner.clear_retry();
            inner.retry =
                set_timeout_with_handle(move || self.connect(), Duration::from_millis(wait.into())).ok();
        });
    }
}

impl Inner {
    fn say(&self, message: &ClientMessage) {
        if let Some(socket) = &self.socket {
            socket.say(message);
        }
    }

    fn clear_retry(&mut self) {
        if let Some(retry) = self.retry.take() {
            retry.clear();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.clear_retry();
    }
}
