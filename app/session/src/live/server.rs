//! On the server a page hears nothing.

use model::{TicketId, live::LiveEvent};

use super::Signals;

#[derive(Clone, Copy)]
pub(super) struct Line;

impl Line {
    pub(super) fn open(_signals: Signals, _after: Option<i64>) -> Self {
        Self
    }

    pub(super) fn hear(self, _hear: impl Fn(&LiveEvent) + 'static) {}

    pub(super) fn view(self, _showing: Option<(TicketId, bool)>) {}
}
