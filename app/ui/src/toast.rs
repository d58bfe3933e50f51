//! Short messages about what was just done; read out, gone by themselves, with a way back where there is one.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    badge::Tone,
    button::{Button, ButtonKind},
    i18n::{K, t},
    icon::{Icon, IconName},
};

const SHOWN_SECONDS: u64 = 6;

#[derive(Clone, Debug)]
struct Toast {
    number: u32,
    tone: Tone,
    text: String,
    undo: Option<Callback<()>>,
}

/// Where messages are put.
#[derive(Clone, Copy, Debug)]
pub struct ToastQueue {
    toasts: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl ToastQueue {
    /// It worked.
    pub fn ok(self, text: impl Into<String>) {
        self.push(Tone::Ok, text.into(), None);
    }

    /// Something to know.
    pub fn info(self, text: impl Into<String>) {
        self.push(Tone::Neutral, text.into(), None);
    }

    /// It did not work.
    pub fn bad(self, text: impl Into<String>) {
        self.push(Tone::Bad, text.into(), None);
    }

    /// It worked and can be taken back.
    pub fn undo(self, text: impl Into<String>, undo: Callback<()>) {
        self.push(Tone::Ok, text.into(), Some(undo));
    }

    fn push(self, tone: Tone, text: String, undo: Option<Callback<()>>) {
        let number = self.last.get_value().wrapping_add(1);
        self.last.set_value(number);
        self.toasts.update(|toasts| toasts.push(Toast { number, tone, text, undo }));
        set_timeout(move || self.remove(number), Duration::from_secs(SHOWN_SECONDS));
    }

    fn remove(self, number: u32) {
        self.toasts.try_update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

/// Makes the place for messages; once, at the root.
pub fn provide_toasts() {
    provide_context(ToastQueue { toasts: RwSignal::new(Vec::new()), last: StoredValue::new(0) });
}

/// The place for messages.
pub fn use_toasts() -> ToastQueue {
    use_context()
        .unwrap_or_else(|| ToastQueue { toasts: RwSignal::new(Vec::new()), last: StoredValue::new(0) })
}

/// Shows the messages; once, at the root.
#[component]
pub fn Toasts() -> impl IntoView {
    let queue = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || queue.toasts.get() key=|toast| toast.number let:toast>
                <ToastView queue toast />
            </For>
        </div>
    }
}

#[component]
fn ToastView(queue: ToastQueue, toast: Toast) -> impl IntoView {
    let Toast { number, tone, text, undo } = toast;
    let icon = match tone {
        Tone::Ok => IconName::CheckCircle,
        Tone::Bad | Tone::Warn => IconName::Warning,
        Tone::Neutral | Tone::Accent => IconName::Info,
    };
    let undo = undo.map(|undo| {
        let take_back = move |_| {
            undo.run(());
            queue.remove(number);
        };
        view! { <Button kind=ButtonKind::Ghost small=true on:click=take_back>{t(K::CommonUndo)}</Button> }
    });
    view! {
        <div class=format!("toast toast--{}", tone.word())>
            <Icon name=icon />
            <span class="toast__text">{text}</span>
            {undo}
            <Button
                kind=ButtonKind::Ghost
                small=true
                icon=IconName::Close
                label=t(K::CommonClose)
                on:click=move |_| queue.remove(number)
            />
        </div>
    }
}
