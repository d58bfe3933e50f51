//! One open page: the loop that reads it, feeds it, and notices when it may no longer listen.

use std::{future::pending, sync::Arc, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use desk::{Ctx, access, event, live::Stir, ticket};
use model::{
    Error, TicketId,
    live::{ClientMessage, Present, ServerMessage},
};
use tokio::{
    sync::broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    time::{Instant, MissedTickBehavior, interval_at, sleep, timeout},
};
use tracing::{debug, warn};

use super::presence::Seat;
use crate::Shared;

/// Changes that come close together are sent together.
const GATHER: Duration = Duration::from_millis(30);
/// So many events of the log are read at once when a page catches up.
const PAGE: i64 = 500;
/// A page that has not been heard of for so long is no longer shown as present.
const ABSENT_AFTER: Duration = Duration::from_secs(45);
/// Nor is it served for ever.
const GONE_AFTER: Duration = Duration::from_secs(150);
/// A page that does not take a message for so long is cut off.
const TAKEN_WITHIN: Duration = Duration::from_secs(30);
/// No page has more to say between two looks around than this.
const MESSAGES_MAX: u32 = 300;
/// An event is shown only to a session that was valid so recently.
const TRUST: Duration = Duration::from_secs(5);

/// Why the loop ends.
enum End {
    /// The page is gone, or does not speak our language.
    Gone,
    /// The session is.
    SignedOut,
}

impl From<axum::Error> for End {
    fn from(_: axum::Error) -> Self {
        Self::Gone
    }
}

struct Page {
    socket: WebSocket,
    shared: Arc<Shared>,
    ctx: Ctx,
    token: String,
    /// The last event sent; none until the page has said what it knows.
    seq: Option<i64>,
    viewing: Option<(TicketId, bool)>,
    seat: Option<Seat>,
    /// What the page was last told about who is there.
    shown: Vec<Present>,
    heard_at: Instant,
    /// How many messages have come since the last look around.
    heard: u32,
    checked_at: Instant,
}

/// Serves one page until it leaves or its session ends.
pub async fn serve(socket: WebSocket, shared: Arc<Shared>, ctx: Ctx, token: String) {
    let moves = shared.desk.live.subscribe();
    let now = Instant::now();
    let mut page = Page {
        socket,
        shared,
        ctx,
        token,
        seq: None,
        viewing: None,
        seat: None,
        shown: Vec::new(),
        heard_at: now,
        heard: 0,
        checked_at: now,
    };
    if let Err(End::SignedOut) = page.run(moves).await {
        page.seat = None;
        refuse(page.socket).await;
    }
}

/// Tells a page that its session has ended.
pub async fn refuse(mut socket: WebSocket) {
    if say(&mut socket, &ServerMessage::SignedOut).await.is_ok() {
        let _ = timeout(TAKEN_WITHIN, socket.send(Message::Close(None))).await;
    }
}

async fn say(socket: &mut WebSocket, message: &ServerMessage) -> Result<(), End> {
    let text = serde_json::to_string(message).map_err(|_| End::Gone)?;
    Ok(timeout(TAKEN_WITHIN, socket.send(Message::text(text))).await.map_err(|_| End::Gone)??)
}

impl Page {
    async fn run(&mut self, mut moves: Receiver<Stir>) -> Result<(), End> {
        let every = self.shared.session_check.min(ABSENT_AFTER / 3);
        let mut tick = interval_at(Instant::now() + every, every);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                message = self.socket.recv() => self.hear(message.ok_or(End::Gone)??).await?,
                stir = moves.recv() => self.follow(stir, &mut moves).await?,
                () = changed(&mut self.seat) => self.show_presence().await?,
                _ = tick.tick() => self.look_around().await?,
            }
        }
    }

    async fn hear(&mut self, message: Message) -> Result<(), End> {
        self.heard_at = Instant::now();
        self.heard += 1;
        if self.heard > MESSAGES_MAX {
            return Err(End::Gone);
        }
        let text = match &message {
            Message::Text(text) => text.as_str(),
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Binary(_) | Message::Close(_) => return Err(End::Gone),
        };
        match serde_json::from_str(text) {
            Ok(ClientMessage::Since { seq }) => self.begin(seq).await,
            Ok(ClientMessage::Viewing { ticket, typing }) => self.view(ticket, typing).await,
            Ok(ClientMessage::Ping) => {
                self.sit_down().await?;
                self.send(&ServerMessage::Pong).await
            }
            Err(error) => {
                debug!(%error, "a page sent something else than a message");
                Err(End::Gone)
            }
        }
    }

    /// Answers with what happened since; with nothing but the present number to a page that has just been drawn.
    async fn begin(&mut self, seq: Option<i64>) -> Result<(), End> {
        match seq {
            Some(seq) => self.seq = Some(seq.max(0)),
            None => {
                let last = event::last(&self.ctx).await;
                self.seq = Some(self.answered(last)?);
            }
        }
        if !self.catch_up().await? {
            let seq = self.seq.unwrap_or_default();
            self.send(&ServerMessage::Events { seq, events: Vec::new() }).await?;
        }
        Ok(())
    }

    async fn view(&mut self, ticket: Option<TicketId>, typing: bool) -> Result<(), End> {
        self.viewing = ticket.map(|ticket| (ticket, typing));
        match (&self.seat, ticket) {
            (Some(seat), Some(ticket)) if seat.ticket() == ticket => {
                seat.set_typing(typing);
                Ok(())
            }
            _ => {
                self.seat = None;
                self.sit_down().await
            }
        }
    }

    /// Takes the seat at the ticket that the page shows, if the person may see it and has none.
    async fn sit_down(&mut self) -> Result<(), End> {
        let (None, Some((ticket, typing))) = (&self.seat, self.viewing) else { return Ok(()) };
        let visible = ticket::visible(&self.ctx, ticket).await;
        if !self.answered(visible)? {
            self.viewing = None;
            return Ok(());
        }
        let who = self.ctx.me.who.clone();
        let seat = self.shared.rooms.enter(self.ctx.tenant, ticket, who, typing);
        self.shown = seat.others();
        let people = self.shown.clone();
        self.seat = Some(seat);
        self.send(&ServerMessage::Presence { ticket, people }).await
    }

    async fn show_presence(&mut self) -> Result<(), End> {
        let Some(seat) = &self.seat else { return Ok(()) };
        let (ticket, people) = (seat.ticket(), seat.others());
        if people == self.shown {
            return Ok(());
        }
        self.shown.clone_from(&people);
        self.send(&ServerMessage::Presence { ticket, people }).await
    }

    /// A ticket that the person may not see any more is not a place to sit at either.
    async fn stand_up_unless_visible(&mut self) -> Result<(), End> {
        let Some(ticket) = self.seat.as_ref().map(Seat::ticket) else { return Ok(()) };
        let visible = ticket::visible(&self.ctx, ticket).await;
        if self.answered(visible)? {
            return Ok(());
        }
        (self.seat, self.viewing) = (None, None);
        self.shown.clear();
        self.send(&ServerMessage::Presence { ticket, people: Vec::new() }).await
    }

    /// Something happened somewhere: waits a moment for what belongs to it, then tells the page.
    async fn follow(&mut self, stir: Result<Stir, RecvError>, moves: &mut Receiver<Stir>) -> Result<(), End> {
        match stir {
            Ok(Stir::Moved(tenant)) if tenant == self.ctx.tenant => {}
            Ok(Stir::SessionEnded(tenant, person))
                if (tenant, person) == (self.ctx.tenant, self.ctx.actor_id()) =>
            {
                return self.check_session().await;
            }
            Ok(Stir::Moved(_) | Stir::SessionEnded(..)) => return Ok(()),
            Err(RecvError::Lagged(_)) => self.check_session().await?,
            Err(RecvError::Closed) => return Err(End::Gone),
        }
        sleep(GATHER).await;
        if self.gather(moves) {
            self.check_session().await?;
        }
        if self.catch_up().await? {
            self.stand_up_unless_visible().await?;
        }
        Ok(())
    }

    /// Takes all that has come meanwhile; whether it may have ended this session.
    fn gather(&self, moves: &mut Receiver<Stir>) -> bool {
        let me = Stir::SessionEnded(self.ctx.tenant, self.ctx.actor_id());
        let mut ended = false;
        loop {
            match moves.try_recv() {
                Ok(stir) => ended |= stir == me,
                Err(TryRecvError::Lagged(_)) => ended = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => return ended,
            }
        }
    }

    /// Sends everything visible that the page does not know; whether there was any.
    async fn catch_up(&mut self) -> Result<bool, End> {
        let mut sent = false;
        while let Some(seq) = self.seq {
            if self.checked_at.elapsed() >= TRUST.min(self.shared.session_check) {
                self.check_session().await?;
            }
            let news = event::since(&self.ctx, seq, PAGE).await;
            let (next, events) = self.answered(news)?;
            self.seq = Some(next);
            if !events.is_empty() {
                sent = true;
                self.send(&ServerMessage::Events { seq: next, events }).await?;
            }
            if next <= seq {
                break;
            }
        }
        Ok(sent)
    }

    async fn look_around(&mut self) -> Result<(), End> {
        let silent = self.heard_at.elapsed();
        if silent >= GONE_AFTER {
            return Err(End::Gone);
        }
        if silent >= ABSENT_AFTER {
            self.seat = None;
        }
        self.heard = 0;
        if self.checked_at.elapsed() >= self.shared.session_check {
            self.check_session().await?;
        }
        self.stand_up_unless_visible().await
    }

    async fn check_session(&mut self) -> Result<(), End> {
        match access::resume(&self.shared.desk, &self.token).await {
            Ok(ctx) => self.ctx = ctx,
            Err(Error::SignedOut) => return Err(End::SignedOut),
            Err(error) => warn!(%error, "the session of a page cannot be checked"),
        }
        self.checked_at = Instant::now();
        Ok(())
    }

    /// What the desk answered; a page for which it cannot answer is cut off and comes back later.
    fn answered<T>(&self, result: model::Result<T>) -> Result<T, End> {
        result.map_err(|error| {
            warn!(%error, "a page cannot be kept up to date");
            End::Gone
        })
    }

    async fn send(&mut self, message: &ServerMessage) -> Result<(), End> {
        say(&mut self.socket, message).await
    }
}

/// Waits for a change in the room, for ever without one.
async fn changed(seat: &mut Option<Seat>) {
    match seat {
        Some(seat) => seat.changed().await,
        None => pending().await,
    }
}
