//! The bridge between the field, the editor and the form.

use leptos::{html, prelude::*};
use model::attachment::FILE_MAX_BYTES;
use serde::Deserialize;
use serde_json::json;

use crate::{
    platform::{self, Island},
    upload::{Uploader, read_answer},
};

/// What the editor says about the place of the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Caret {
    /// The formats in effect and the commands that can run.
    pub(super) active: Vec<String>,
    /// The address of the link around it.
    pub(super) href: String,
}

#[derive(Deserialize)]
struct Answer {
    status: u16,
    body: String,
}

/// The state of one rich text field.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    pub(super) source: NodeRef<html::Textarea>,
    pub(super) surface: NodeRef<html::Div>,
    pub(super) caret: RwSignal<Caret>,
    /// Whether the editor has taken over.
    pub(super) ready: RwSignal<bool>,
    /// Whether what was typed before script ran is in the signal.
    pub(super) adopted: RwSignal<bool>,
    pub(super) failed: RwSignal<bool>,
    pub(super) linking: RwSignal<bool>,
    /// How many pictures are on their way.
    pub(super) sending: RwSignal<u32>,
    pub(super) trouble: RwSignal<Option<model::Error>>,
    pub(super) id: StoredValue<String>,
    uploader: Uploader,
    value: RwSignal<String>,
    island: StoredValue<Option<Island>>,
}

impl Writing {
    pub(super) fn new(id: &str, value: RwSignal<String>) -> Self {
        Self {
            source: NodeRef::new(),
            surface: NodeRef::new(),
            caret: RwSignal::new(Caret::default()),
            ready: RwSignal::new(false),
            adopted: RwSignal::new(false),
            failed: RwSignal::new(false),
            linking: RwSignal::new(false),
            sending: RwSignal::new(0),
            trouble: RwSignal::new(None),
            id: StoredValue::new(id.to_owned()),
            uploader: Uploader::new(),
            value,
            island: StoredValue::new(None),
        }
    }

    /// Takes over what was typed so far and brings the editor.
    pub(super) fn load(self, placeholder: String, pictures: String) {
        let emit = Callback::new(move |(kind, payload): (String, String)| self.hear(&kind, &payload));
        Effect::new(move |_| {
            let (Some(surface), Some(source)) = (self.surface.get(), self.source.get()) else { return };
            self.value.set(source.value());
            self.adopted.set(true);
            platform::on_reset(&source.clone(), move || self.value.set(source.value()));
            let id = self.id.get_value();
            let input = json!({ "source": id, "placeholder": placeholder, "pictures": pictures }).to_string();
            self.island.set_value(Some(Island::mount("editor", &surface, input, emit)));
        });
        Effect::new(move |_| {
            let html = self.value.get();
            if self.adopted.get() {
                self.keep(&html);
                self.tell("set", &html);
            }
        });
    }

    /// The control carries what the form sends.
    fn keep(self, html: &str) {
        if let Some(source) = self.source.get_untracked().filter(|source| source.value() != html) {
            source.set_value(html);
        }
    }

    fn hear(self, kind: &str, payload: &str) {
        match kind {
            "ready" => self.ready.set(true),
            "failed" => self.failed.set(true),
            "caret" => self.caret.set(serde_json::from_str(payload).unwrap_or_default()),
            "sending" => self.count(payload.parse().unwrap_or(0)),
            "sent" => self.sent(payload),
            "link" => self.linking.set(true),
            _ => {}
        }
    }

    fn count(self, sending: u32) {
        if sending > self.sending.get_untracked() {
            self.trouble.set(None);
        }
        self.sending.set(sending);
        self.uploader.set(sending > 0);
    }

    fn sent(self, payload: &str) {
        let answer = serde_json::from_str(payload).unwrap_or(Answer { status: 0, body: String::new() });
        if let Err(error) = read_answer(answer.status, &answer.body, FILE_MAX_BYTES) {
            self.trouble.set(Some(error));
        }
    }

    pub(super) fn tell(self, kind: &str, payload: &str) {
        if let Some(island) = self.island.get_value() {
            island.send(kind, payload);
        }
    }
}
