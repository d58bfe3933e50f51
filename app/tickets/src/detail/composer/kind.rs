//! Ways to write on a ticket.

use model::flow::ActionKind;
use ui::prelude::*;

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Everybody,
    Colleagues,
}

impl Voice {
    pub(super) const ALL: [Self; 2] = [Self::Everybody, Self::Colleagues];

    /// The name of panel, form and draft.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Everybody => "reply",
            Self::Colleagues => "note",
        }
    }

    /// What it can be used for, of which a ticket allows one at a time.
    pub(super) fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Everybody => &[Kind::Reply, Kind::AskAgain],
            Self::Colleagues => &[Kind::Note],
        }
    }

    pub(super) fn placeholder(self) -> &'static str {
        t(match self {
            Self::Everybody => K::ComposerReplyHint,
            Self::Colleagues => K::ComposerNoteHint,
        })
    }
}

/// What sending it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Reply,
    AskAgain,
    Note,
}

impl Kind {
    pub(super) fn action(self) -> ActionKind {
        match self {
            Self::Reply => ActionKind::Reply,
            Self::AskAgain => ActionKind::AskAgain,
            Self::Note => ActionKind::Note,
        }
    }

    pub(super) fn word(self) -> &'static str {
        t(match self {
            Self::Reply => K::ComposerReply,
            Self::AskAgain => K::TicketAskAgain,
            Self::Note => K::ComposerNote,
        })
    }

    /// What to know before writing, where that is not plain.
    pub(super) fn hint(self) -> Option<&'static str> {
        match self {
            Self::Reply | Self::Note => None,
            Self::AskAgain => Some(t(K::ComposerAskAgainHint)),
        }
    }

    /// What is said once it was sent.
    pub(super) fn sent(self) -> &'static str {
        t(match self {
            Self::Reply | Self::AskAgain => K::ComposerSent,
            Self::Note => K::ComposerNoted,
        })
    }

    pub(super) fn send(self) -> &'static str {
        t(match self {
            Self::Reply => K::ComposerSend,
            Self::AskAgain => K::TicketAskAgain,
            Self::Note => K::ComposerSaveNote,
        })
    }
}
