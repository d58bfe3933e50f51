//! What one panel of the composer holds, whatever becomes of the ticket meanwhile.

use leptos::prelude::*;
use model::ticket::Status;
use ui::{draft, platform, prelude::*, toast::ToastQueue};

use super::{
    super::{screen::Screen, typing::Writing},
    kind::{Kind, Voice},
};
use crate::form::{form_named, submit_soon};

/// The state of one panel.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub screen: Screen,
    pub voice: Voice,
    /// What sending does: what the ticket allows now, or allowed last.
    pub kind: Memo<Kind>,
    /// Whether the ticket allows it now.
    pub allowed: Memo<bool>,
    pub content: RwSignal<String>,
    pub writing: Writing,
    pub key: session::Key,
    /// 提交方式, the status to submit with.
    pub way: RwSignal<String>,
    /// Whether a draft waits from an earlier visit.
    recalled: RwSignal<bool>,
    toasts: ToastQueue,
}

impl Pen {
    pub(super) fn new(screen: Screen, voice: Voice) -> Self {
        let may = Memo::new(move |_| voice.kinds().iter().copied().find(|kind| screen.allows(kind.action())));
        let this = Self {
            screen,
            voice,
            kind: Memo::new(move |last: Option<&Kind>| {
                may.get().or(last.copied()).unwrap_or(voice.kinds()[0])
            }),
            allowed: Memo::new(move |_| may.get().is_some()),
            content: RwSignal::new(String::new()),
            writing: Writing::new(screen),
            key: session::Key::new(),
            way: RwSignal::new(Status::Replied.code().to_owned()),
            recalled: RwSignal::new(false),
            toasts: use_toasts(),
        };
        this.recall();
        this
    }

    /// Brings the panel for a draft of an earlier visit, even where nothing may be written any more. As soon as the
    /// draft has been taken up, what happens to it decides.
    fn recall(self) {
        let is_first = |before: Option<&bool>| before.is_none();
        let decide = move |in_use: &bool, before: Option<&bool>, _| {
            self.recalled.set(is_first(before) && !in_use && draft::is_kept(&self.draft()));
        };
        Effect::watch(move || self.writing.has_begun(), decide, true);
    }

    /// Whether something was written that has not been sent.
    pub(super) fn is_in_use(self) -> bool {
        self.writing.has_begun()
    }

    /// Whether the panel shows: while the ticket allows it, and as long as there is something in it that must not be lost.
    pub(super) fn is_at_hand(self) -> bool {
        self.allowed.get() || self.is_in_use() || self.recalled.get()
    }

    pub(super) fn tab(self) -> TabItem {
        TabItem::new(self.voice.name(), self.kind.get().word())
    }

    /// The key of the draft.
    pub(super) fn draft(self) -> String {
        let ticket = self.screen.ticket.with_untracked(|ticket| ticket.id);
        format!("{}:ticket:{ticket}:{}", session::me().who.id, self.voice.name())
    }

    /// Something was typed, by hand where the form has the focus.
    pub(super) fn typed(self) {
        let form = form_named(self.voice.name());
        self.writing.typed(form.is_some_and(|form| platform::has_focus(&form)));
    }

    pub(super) fn sent(self) {
        if let Some(form) = form_named(self.voice.name()) {
            form.reset();
        }
        platform::put_keyboard_away();
        self.content.set(String::new());
        self.way.set(Status::Replied.code().to_owned());
        self.key.renew();
        self.writing.finished();
        self.toasts.ok(self.kind.get_untracked().sent());
        self.screen.refresh();
    }

    pub(super) fn send_again(self, version: i64) {
        self.writing.accept(version);
        submit_soon(self.voice.name());
    }
}
