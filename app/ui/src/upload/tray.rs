//! The files of one upload field and their way to the server.

use std::collections::BTreeMap;

use leptos::{html, prelude::*, web_sys};

use super::{
    stored::{Stored, read_answer},
    under_way::Uploader,
};
use crate::platform::{self, FileHandle, Local, Saved, Sending, Sent};

/// Where a file stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Waiting,
    Sending { loaded: f64, total: f64 },
    Failed(model::Error),
    Done(Stored),
}

/// One file of the field.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) key: u64,
    pub(super) name: String,
    pub(super) size: f64,
    pub(super) picture: Option<String>,
    pub(super) phase: ArcRwSignal<Phase>,
}

impl Item {
    fn is_under_way(&self) -> bool {
        self.phase.with_untracked(|phase| matches!(phase, Phase::Waiting | Phase::Sending { .. }))
    }
}

/// Why a file was not even sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refused {
    TooLarge { name: String, size: f64 },
    TooMany { name: String },
    Empty { name: String },
}

/// What a field accepts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) max_bytes: u64,
    pub(super) max_count: usize,
}

impl Limits {
    fn refuse(self, name: &str, size: f64, count: usize) -> Option<Refused> {
        let name = name.to_owned();
        match () {
            () if count >= self.max_count => Some(Refused::TooMany { name }),
            () if size > self.max_bytes as f64 => Some(Refused::TooLarge { name, size }),
            () if size == 0.0 => Some(Refused::Empty { name }),
            () => None,
        }
    }
}

/// The state of one upload field.
#[derive(Clone, Copy)]
pub(super) struct Tray {
    pub(super) root: NodeRef<html::Div>,
    pub(super) items: RwSignal<Vec<Item>>,
    pub(super) refused: RwSignal<Vec<Refused>>,
    pub(super) limits: Limits,
    uploader: Uploader,
    address: StoredValue<String>,
    files: Local<BTreeMap<u64, FileHandle>>,
    sendings: Local<BTreeMap<u64, Sending>>,
    last_key: StoredValue<u64>,
}

impl Tray {
    pub(super) fn new(limits: Limits, address: String, existing: Vec<Stored>) -> Self {
        let this = Self {
            root: NodeRef::new(),
            items: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            limits,
            uploader: Uploader::new(),
            address: StoredValue::new(address),
            files: Local::new(),
            sendings: Local::new(),
            last_key: StoredValue::new(0),
        };
        this.show(existing);
        on_cleanup(move || {
            this.sendings.with(|sendings| sendings.values().for_each(Sending::abort));
        });
        this
    }

    fn next_key(self) -> u64 {
        self.last_key.update_value(|key| *key += 1);
        self.last_key.get_value()
    }

    /// Replaces everything by files that the server holds.
    fn show(self, stored: Vec<Stored>) {
        let items = stored.into_iter().map(|stored| Item {
            key: self.next_key(),
            name: stored.name.clone(),
            size: stored.size as f64,
            picture: stored.is_picture().then(|| stored.href.clone()),
            phase: ArcRwSignal::new(Phase::Done(stored)),
        });
        self.items.set(items.collect());
    }

    /// Listens to the form: pasting, a restored draft and a reset.
    pub(super) fn follow_form(self, name: String, existing: Vec<Stored>, disabled: Signal<bool>) {
        Effect::new(move |_| {
            let Some(root) = self.root.get() else { return };
            let restore = move |saved: Vec<Saved>| {
                self.stop_all();
                self.show(
                    saved.iter().filter_map(|saved| serde_json::from_str(&saved.detail).ok()).collect(),
                );
            };
            platform::on_restore(&root, name.clone(), restore);
            let existing = existing.clone();
            platform::on_reset(&root, move || {
                self.stop_all();
                self.show(existing.clone());
            });
            let place: web_sys::Element =
                platform::form_of(&root).map_or_else(|| (**root).clone(), Into::into);
            platform::listen(&place, "paste", move |event| {
                if !event.default_prevented() && !disabled.get_untracked() {
                    self.take(platform::pasted_files(&event), &event);
                }
            });
        });
    }

    /// Adds the files of an event, which then has done its work.
    pub(super) fn take(self, files: Vec<FileHandle>, event: &web_sys::Event) {
        if !files.is_empty() {
            event.prevent_default();
            self.add(files);
        }
    }

    pub(super) fn add(self, files: Vec<FileHandle>) {
        self.refused.set(Vec::new());
        for file in files {
            self.add_one(file);
        }
        self.pump();
        self.announce();
    }

    fn add_one(self, file: FileHandle) {
        let (name, size) = (file.name(), file.size());
        let count = self.items.with_untracked(Vec::len);
        if let Some(refused) = self.limits.refuse(&name, size, count) {
            self.refused.update(|all| all.push(refused));
            return;
        }
        let key = self.next_key();
        let item = Item { key, name, size, picture: file.preview(), phase: ArcRwSignal::new(Phase::Waiting) };
        self.files.update(|files| {
            files.insert(key, file);
        });
        self.items.update(|items| items.push(item));
    }

    /// Sends what waits, a few at a time, and tells the form whether anything is still under way.
    fn pump(self) {
        const AT_ONCE: usize = 3;
        let items = self.items.get_untracked();
        let sending = items
            .iter()
            .filter(|item| item.phase.with_untracked(|phase| matches!(phase, Phase::Sending { .. })));
        let free = AT_ONCE.saturating_sub(sending.count());
        let waiting = items.iter().filter(|item| item.phase.with_untracked(|phase| *phase == Phase::Waiting));
        waiting.take(free).for_each(|item| self.send(item));
        self.uploader.set(items.iter().any(Item::is_under_way));
    }

    fn send(self, item: &Item) {
        let (key, phase) = (item.key, item.phase.clone());
        phase.set(Phase::Sending { loaded: 0.0, total: item.size });
        let report = move |sent| self.report(key, &phase, sent);
        let file = self.files.with(|files| files.get(&key).cloned()).flatten();
        let sending = file
            .and_then(|file| self.address.with_value(|address| platform::send_file(address, &file, report)));
        match sending {
            Some(sending) => {
                self.sendings.update(|sendings| sendings.insert(key, sending));
            }
            None => item.phase.set(Phase::Failed(model::Error::Unavailable)),
        }
    }

    fn report(self, key: u64, phase: &ArcRwSignal<Phase>, sent: Sent) {
        let next = match sent {
            Sent::Progress { loaded, total } => return phase.set(Phase::Sending { loaded, total }),
            Sent::Answered { status, body } => read_answer(status, &body, self.limits.max_bytes),
            Sent::Unreachable => Err(model::Error::Offline),
        };
        phase.set(next.map_or_else(Phase::Failed, Phase::Done));
        if self.sendings.update(|sendings| sendings.remove(&key)).is_some() {
            self.pump();
            self.announce();
        }
    }

    pub(super) fn retry(self, item: &Item) {
        item.phase.set(Phase::Waiting);
        self.pump();
    }

    /// Takes a file away, stopping it if it is on its way.
    pub(super) fn remove(self, key: u64) {
        if let Some(sending) = self.sendings.update(|sendings| sendings.remove(&key)).flatten() {
            sending.abort();
        }
        self.items.update(|items| items.retain(|item| item.key != key));
        self.files.update(|files| {
            files.remove(&key);
        });
        self.refused.set(Vec::new());
        self.pump();
        self.announce();
    }

    fn stop_all(self) {
        self.sendings.update(|sendings| std::mem::take(sendings).values().for_each(Sending::abort));
        self.files.update(BTreeMap::clear);
        self.refused.set(Vec::new());
        self.uploader.set(false);
    }

    fn announce(self) {
        if let Some(root) = self.root.get_untracked() {
            platform::announce(&root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_checked_before_sending() {
        let limits = Limits { max_bytes: 100, max_count: 2 };
        assert_eq!(limits.refuse("a", 100.0, 1), None);
        assert_eq!(limits.refuse("a", 101.0, 0), Some(Refused::TooLarge { name: "a".into(), size: 101.0 }));
        assert_eq!(limits.refuse("a", 1.0, 2), Some(Refused::TooMany { name: "a".into() }));
        assert_eq!(limits.refuse("a", 0.0, 0), Some(Refused::Empty { name: "a".into() }));
    }
}
