//! Short messages about what was just done, read out, with a way back where there is one. Good news goes by itself; what
//! went wrong stays until somebody has dismissed it.

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};
use model::Error;

use crate::{
    badge::Tone,
    button::{Button, ButtonKind},
    fault::error_words,
    i18n::{K, t},
    icon::{Icon, IconName},
    platform::{Debounce, Local},
};

const SHOWN_MILLIS: u64 = 6000;

#[derive(Clone, Debug)]
struct Toast {
    number: u32,
    tone: Tone,
    text: String,
    undo: Option<Callback<()>>,
}

impl Toast {
    fn stays(&self) -> bool {
        self.tone == Tone::Bad
    }
}

/// Where messages are put.
#[derive(Clone, Copy, Debug)]
pub struct ToastQueue {
    toasts: RwSignal<Vec<Toast>>,
    /// The open dialogs, the uppermost last. Nobody reaches what lies outside of it, so messages show within.
    dialogs: RwSignal<Vec<u32>>,
    last: StoredValue<u32>,
}

impl ToastQueue {
    fn new() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            dialogs: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
        }
    }

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

    /// It did not work for this reason.
    pub fn fault(self, error: &Error) {
        self.bad(error_words(error));
    }

    /// It worked and can be taken back.
    pub fn undo(self, text: impl Into<String>, undo: Callback<()>) {
        self.push(Tone::Ok, text.into(), Some(undo));
    }

    /// A message that says the same as one that still shows takes its place.
    fn push(self, tone: Tone, text: String, undo: Option<Callback<()>>) {
        let number = self.number();
        self.toasts.update(|toasts| {
            toasts.retain(|toast| (toast.tone, &toast.text) != (tone, &text));
            toasts.push(Toast { number, tone, text, undo });
        });
    }

    fn number(self) -> u32 {
        let number = self.last.get_value().wrapping_add(1);
        self.last.set_value(number);
        number
    }

    fn remove(self, number: u32) {
        self.toasts.try_update(|toasts| toasts.retain(|toast| toast.number != number));
    }

    fn enter(self, dialog: u32) {
        self.dialogs.try_update(|dialogs| dialogs.push(dialog));
    }

    fn leave(self, dialog: u32) {
        self.dialogs.try_maybe_update(|dialogs| {
            let before = dialogs.len();
            dialogs.retain(|open| *open != dialog);
            (dialogs.len() != before, ())
        });
    }

    /// The messages that show in this place, those that stay or those that go.
    fn at(self, place: Option<u32>, stays: bool) -> Vec<Toast> {
        if self.dialogs.with(|dialogs| dialogs.last().copied()) != place {
            return Vec::new();
        }
        self.toasts.with(|toasts| toasts.iter().filter(|toast| toast.stays() == stays).cloned().collect())
    }
}

/// Makes the place for messages; once, at the root.
pub fn provide_toasts() {
    provide_context(ToastQueue::new());
}

/// The place for messages.
pub fn use_toasts() -> ToastQueue {
    use_context().unwrap_or_else(ToastQueue::new)
}

/// Shows the messages while no dialog is open; once, at the root.
#[component]
pub fn Toasts() -> impl IntoView {
    view! { <Shown queue=use_toasts() place=None /> }
}

/// Shows the messages while the dialog around it is the uppermost.
#[component]
pub(crate) fn DialogToasts(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let queue = use_toasts();
    let dialog = queue.number();
    Effect::new(move |_| {
        queue.leave(dialog);
        if open.get() {
            queue.enter(dialog);
        }
    });
    on_cleanup(move || queue.leave(dialog));
    view! { <Shown queue place=Some(dialog) /> }
}

/// An alert is read out when it appears; a status only where there was a place for it before.
#[component]
fn Shown(queue: ToastQueue, place: Option<u32>) -> impl IntoView {
    view! {
        <div class="toasts">
            <div class="toasts__list">
                <For each=move || queue.at(place, true) key=|toast| toast.number let:toast>
                    <ToastView queue toast />
                </For>
            </div>
            <div class="toasts__list" role="status">
                <For each=move || queue.at(place, false) key=|toast| toast.number let:toast>
                    <ToastView queue toast />
                </For>
            </div>
        </div>
    }
}

#[component]
fn ToastView(queue: ToastQueue, toast: Toast) -> impl IntoView {
    let held = Held::new();
    if !toast.stays() {
        held.let_go(move || queue.remove(toast.number));
    }
    let role = toast.stays().then_some("alert");
    let Toast { number, tone, text, undo } = toast;
    let icon = match tone {
        Tone::Ok => IconName::CheckCircle,
        Tone::Bad | Tone::Warn => IconName::Warning,
        Tone::Neutral | Tone::Accent => IconName::Info,
    };
    let go = move || {
        held.leave();
        queue.remove(number);
    };
    let dismiss = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            go();
        }
    };
    view! {
        <div
            class=format!("toast toast--{}", tone.word())
            role=role
            on:keydown=dismiss
            on:pointerenter=move |_| held.pointed.set(true)
            on:pointerleave=move |_| held.pointed.set(false)
            on:focusin=move |event| held.entered(&event)
            on:focusout=move |_| held.focused.set(false)
        >
            <Icon name=icon />
            <span class="toast__text">{text}</span>
            {undo.map(|undo| view! { <Undo undo go /> })}
            <Button
                kind=ButtonKind::Ghost
                small=true
                icon=IconName::Close
                label=t(K::ToastDismiss)
                on:click=move |_| go()
            />
        </div>
    }
}

#[component]
fn Undo(undo: Callback<()>, go: impl Fn() + 'static) -> impl IntoView {
    let take_back = move |_| {
        undo.run(());
        go();
    };
    view! { <Button kind=ButtonKind::Ghost small=true on:click=take_back>{t(K::CommonUndo)}</Button> }
}

/// Whether somebody is at a message, which then does not go.
#[derive(Clone, Copy)]
struct Held {
    pointed: RwSignal<bool>,
    focused: RwSignal<bool>,
    /// Where the focus was before.
    came_from: Local<Option<HtmlElement>>,
}

impl Held {
    fn new() -> Self {
        Self { pointed: RwSignal::new(false), focused: RwSignal::new(false), came_from: Local::new() }
    }

    fn entered(self, event: &FocusEvent) {
        let before = event.related_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        if let Some(before) = before.filter(|element| matches!(element.closest(".toasts"), Ok(None))) {
            self.came_from.update(|came_from| *came_from = Some(before));
        }
        self.focused.set(true);
    }

    /// Gives the focus back before the message goes.
    fn leave(self) {
        let before = self.came_from.update(Option::take).flatten();
        if let Some(element) = before.filter(|_| self.focused.get_untracked()) {
            let _ = element.focus();
        }
    }

    /// Runs once nobody has been at the message for its time.
    fn let_go(self, run: impl Fn() + Copy + 'static) {
        let time = Debounce::new(SHOWN_MILLIS);
        Effect::new(move |_| {
            if self.pointed.get() || self.focused.get() {
                time.cancel();
            } else {
                time.run(run);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(queue: ToastQueue, place: Option<u32>) -> Vec<String> {
        [true, false].into_iter().flat_map(|stays| queue.at(place, stays)).map(|toast| toast.text).collect()
    }

    #[test]
    fn messages_show_in_the_uppermost_dialog_and_nowhere_else() {
        Owner::new().with(|| {
            let queue = ToastQueue::new();
            queue.ok("saved");
            queue.bad("failed");
            let both = ["failed", "saved"];
            assert_eq!(texts(queue, None), both);
            queue.enter(7);
            queue.enter(8);
            assert!(texts(queue, None).is_empty() && texts(queue, Some(7)).is_empty());
            assert_eq!(texts(queue, Some(8)), both);
            queue.leave(8);
            assert_eq!(texts(queue, Some(7)), both);
            queue.leave(7);
            assert_eq!(texts(queue, None), both);
        });
    }

    #[test]
    fn a_message_that_comes_again_shows_once_and_anew() {
        Owner::new().with(|| {
            let queue = ToastQueue::new();
            queue.bad("failed");
            queue.bad("other");
            let first = queue.at(None, true)[0].number;
            queue.bad("failed");
            assert_eq!(texts(queue, None), ["other", "failed"]);
            assert!(queue.at(None, true).iter().all(|toast| toast.number != first));
        });
    }
}
