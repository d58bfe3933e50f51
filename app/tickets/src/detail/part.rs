//! Which part of the history shows; the URL says it.

use model::{
    Route,
    event::Event,
    ticket::{Entry, View},
};
use ui::prelude::*;

/// A part of the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// 全部.
    #[default]
    All,
    /// 回复记录.
    Replies,
    /// 内部备注.
    Notes,
    /// 变更记录: every change, and replies in a line (UK-121).
    Changes,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Replies, Self::Notes, Self::Changes];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Replies => "replies",
            Self::Notes => "notes",
            Self::Changes => "changes",
        }
    }

    pub(super) fn read(code: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|show| Some(show.code()) == code).unwrap_or_default()
    }

    pub(super) fn word(self) -> &'static str {
        t(match self {
            Self::All => K::CommonAll,
            Self::Replies => K::HistoryReplies,
            Self::Notes => K::HistoryNotes,
            Self::Changes => K::HistoryChanges,
        })
    }

    /// Whether the entry belongs to this part. Entering a node goes with its change of status and says nothing
    /// more, and so does a reply without words.
    pub(super) fn takes(self, entry: &Entry) -> bool {
        if entry.reply.as_ref().is_some_and(|reply| reply.content.is_empty() && reply.attachments.is_empty())
        {
            return false;
        }
        let part = match &entry.event {
            Event::Replied { .. } => [Self::Replies, Self::Changes],
            Event::Noted { .. } => [Self::Notes, Self::Notes],
            Event::NodeEntered { .. } => return false,
            _ => [Self::Changes, Self::Changes],
        };
        self == Self::All || part.contains(&self)
    }

    /// The address of the ticket with this part of its history.
    pub(super) fn href(self, number: i64, from: Option<View>) -> String {
        let page = from.map_or(Route::Ticket(number), |view| Route::TicketFrom(number, view)).href();
        let joint = if page.contains('?') { '&' } else { '?' };
        if self == Self::All { page } else { format!("{page}{joint}show={}", self.code()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ReplyId, Time, flow::NodeKey, ticket::Status};

    fn entry(event: Event) -> Entry {
        Entry { seq: 1, at: Time(0), actor: None, event, reply: None }
    }

    #[test]
    fn each_part_takes_its_own() {
        let id = ReplyId("0190a000-0000-7000-8000-000000000001".parse().expect("an id"));
        let replied = entry(Event::Replied { reply: id });
        let noted = entry(Event::Noted { reply: id });
        let changed = entry(Event::StatusChanged { from: Status::Untouched, to: Status::Replied });
        let entered = entry(Event::NodeEntered { node: NodeKey("end".into()) });
        let taken = |entry: &Entry| Part::ALL.map(|show| show.takes(entry));
        assert_eq!(taken(&replied), [true, true, false, true]);
        assert_eq!(taken(&noted), [true, false, true, false]);
        assert_eq!(taken(&changed), [true, false, false, true]);
        assert_eq!(taken(&entered), [false; 4]);
    }

    #[test]
    fn the_url_keeps_the_list_and_names_only_what_differs() {
        assert_eq!(Part::All.href(7, None), "/tickets/7");
        assert_eq!(Part::Notes.href(7, None), "/tickets/7?show=notes");
        assert_eq!(Part::Changes.href(7, Some(View::Mine)), "/tickets/7?view=mine&show=changes");
        assert_eq!(Part::read(Some("notes")), Part::Notes);
        assert_eq!(Part::read(Some("lost")), Part::All);
    }
}
