//! Drafts: what is typed into a form survives a reload and a crash of the browser.

mod begun;
mod kept;

use leptos::{html, prelude::*, web_sys};

use self::kept::Kept;
pub use self::{
    begun::Begun,
    kept::{clear, clear_all, is_kept, sweep},
};
use crate::{
    form::{FormState, use_form},
    i18n::{K, t},
    platform::{self, Debounce, Local, Snapshot},
};

/// Keeps what is typed into the form around it and brings it back; passwords are never kept. Inside of `Form` the
/// draft goes with each success.
#[component]
pub fn Draft(
    /// What the draft belongs to: the person, then the form and the object.
    #[prop(into)]
    key: String,
    /// What the typing was begun on.
    #[prop(optional, into)]
    begun: Option<Begun>,
    /// Becomes true once the form has been taken, where no `Form` is around.
    #[prop(optional, into)]
    done: Signal<bool>,
) -> impl IntoView {
    let keeper = Keeper::new(key, begun);
    keeper.watch();
    Effect::watch(
        move || done.get(),
        move |done, _, _| {
            if *done {
                keeper.forget()
            }
        },
        false,
    );
    if let Some(form) = use_form() {
        keeper.go_with(form);
    }
    view! {
        <div class="draft" role="status" node_ref=keeper.root>
            {move || match keeper.notice.get() {
                Notice::Nothing => ().into_any(),
                Notice::Saved => view! { <span class="draft__saved">{t(K::DraftSaved)}</span> }.into_any(),
                Notice::Restored => {
                    view! {
                        <span class="draft__restored">{t(K::DraftRestored)}</span>
                        <button type="button" class="draft__discard" on:click=move |_| keeper.discard()>
                            {t(K::DraftDiscard)}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    Nothing,
    Saved,
    Restored,
}

#[derive(Clone, Copy)]
struct Keeper {
    root: NodeRef<html::Div>,
    notice: RwSignal<Notice>,
    key: StoredValue<String>,
    begun: Option<Begun>,
    form: Local<Option<web_sys::HtmlFormElement>>,
    /// What the form held when it came.
    initial: StoredValue<Kept>,
    /// Whether something was typed that is not stored yet.
    dirty: StoredValue<bool>,
    debounce: Debounce,
}

impl Keeper {
    fn new(key: String, begun: Option<Begun>) -> Self {
        const QUIET_MILLIS: u64 = 300;
        Self {
            root: NodeRef::new(),
            notice: RwSignal::new(Notice::Nothing),
            key: StoredValue::new(key),
            begun,
            form: Local::new(),
            initial: StoredValue::new(Kept::now(String::new(), Snapshot::default())),
            dirty: StoredValue::new(false),
            debounce: Debounce::new(QUIET_MILLIS),
        }
    }

    /// Begins once every other part of the form has taken its place. What was typed before script ran counts as typed
    /// now.
    fn watch(self) {
        Effect::new(move |_| {
            let Some(form) = self.root.get().and_then(|root| platform::form_of(&root)) else { return };
            self.form.update(|kept| *kept = Some(form.clone()));
            platform::listen(&form, "input", move |_| self.touched());
            platform::listen(&form, "change", move |_| self.touched());
            platform::listen(&document(), "visibilitychange", move |_| self.flush());
            platform::listen_all("pagehide", move |_| self.flush());
            set_timeout(move || self.begin(), std::time::Duration::ZERO);
        });
        on_cleanup(move || self.flush());
    }

    /// Inside of a `Form` a finished answer without error is a success.
    fn go_with(self, form: FormState) {
        let sent = StoredValue::new(false);
        Effect::watch(
            move || form.pending.get(),
            move |pending, _, _| match (*pending, sent.get_value()) {
                (true, _) => sent.set_value(true),
                (false, true) => {
                    sent.set_value(false);
                    if form.error.with_untracked(Option::is_none) {
                        self.forget();
                    }
                }
                (false, false) => {}
            },
            false,
        );
        on_cleanup(move || {
            let succeeded = sent.try_get_value() == Some(true)
                && form.pending.try_get_untracked() == Some(false)
                && form.error.try_get_untracked() == Some(None);
            if succeeded {
                self.forget();
            }
        });
    }

    fn read(self) -> Option<Kept> {
        self.read_with(platform::read_form)
    }

    fn read_with(self, read: impl Fn(&web_sys::HtmlFormElement) -> Snapshot) -> Option<Kept> {
        let form = self.form.with(|form| form.as_ref().map(read)).flatten()?;
        Some(Kept::now(self.begun.map(Begun::read).unwrap_or_default(), form))
    }

    fn begin(self) {
        let (Some(initial), Some(now)) = (self.read_with(platform::read_untouched), self.read()) else {
            return;
        };
        let stored = self.key.with_value(|key| Kept::find(key)).filter(|stored| stored.form != now.form);
        let was_typed = initial.form != now.form;
        self.initial.set_value(initial);
        if let Some(stored) = stored {
            self.put_back(&stored, true);
            self.notice.set(Notice::Restored);
        }
        if was_typed && let Some(root) = self.root.get_untracked() {
            platform::announce(&root);
        }
    }

    /// Putting back counts as typing, after which everything was begun just now: so what it was really begun on comes
    /// last.
    fn put_back(self, kept: &Kept, keep_typed: bool) {
        self.form.with(|form| {
            if let Some(form) = form {
                platform::restore_form(form, &kept.form, keep_typed);
                platform::keep_restored(form, Some(&kept.form));
            }
        });
        self.begin_on(&kept.begun);
    }

    fn begin_on(self, begun: &str) {
        if let Some(place) = self.begun {
            place.write(begun);
        }
    }

    fn touched(self) {
        self.dirty.set_value(true);
        self.debounce.run(move || self.flush());
    }

    /// What is as it was at first is no draft, and was begun on what the form came with.
    fn flush(self) {
        if self.dirty.try_get_value() != Some(true) {
            return;
        }
        let Some(now) = self.read() else { return };
        self.dirty.set_value(false);
        let begun =
            self.initial.with_value(|initial| (initial.form == now.form).then(|| initial.begun.clone()));
        let stored = self.key.with_value(|key| match &begun {
            Some(begun) => {
                clear(key);
                self.begin_on(begun);
                false
            }
            None => now.store(key),
        });
        if self.notice.try_get_untracked().is_some_and(|notice| notice != Notice::Restored) {
            self.notice.set(if stored { Notice::Saved } else { Notice::Nothing });
        }
    }

    /// The button that asked for it is gone then, and the focus goes on from the first field.
    fn discard(self) {
        let initial = self.initial.get_value();
        self.put_back(&initial, false);
        self.forget();
        if let Some(form) = self.form.with(Option::clone).flatten().filter(|_| !platform::by_finger()) {
            platform::focus_first(&form, platform::FIELDS);
        }
    }

    fn forget(self) {
        self.debounce.cancel();
        self.dirty.try_set_value(false);
        self.key.try_with_value(|key| clear(key));
        self.notice.try_set(Notice::Nothing);
        self.form.with(|form| form.as_ref().map(|form| platform::keep_restored(form, None)));
        platform::when_settled(move || self.start_over());
    }

    /// What the form holds after a success is where the next draft begins.
    fn start_over(self) {
        if let Some(now) = self.read() {
            self.initial.try_set_value(now);
            self.dirty.try_set_value(false);
            self.debounce.cancel();
        }
    }
}
