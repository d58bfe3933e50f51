//! 回复, 再追问 and 内部备注.

use leptos::{ev::MouseEvent, prelude::*, wasm_bindgen::JsCast, web_sys};
use model::{
    Error,
    attachment::{FILE_MAX_BYTES, FILES_MAX},
    flow::ActionKind,
    ticket::Status,
};
use ui::{draft::Draft, prelude::*, rich_text::RichText, upload::Upload};

use super::{api, screen::Screen, typing::Writing};
use crate::{
    form::{ConflictPanel, form_named, submit_on_ctrl_enter, submit_soon},
    words,
};

/// What can be written now; rebuilt only when that changes, so that no text is lost to news.
#[component]
pub(super) fn Composer(screen: Screen) -> impl IntoView {
    let kinds = Memo::new(move |_| {
        Kind::ALL.into_iter().filter(|kind| screen.allows(kind.action())).collect::<Vec<_>>()
    });
    view! {
        <section class="composer" id="composer" aria-label=t(K::ComposerTitle) on:mousedown=hold_still>
            <For each=move || [kinds.get()] key=Vec::clone let:kinds>
                <Panels screen kinds />
            </For>
        </section>
    }
}

/// Leaves the focus where it is when a button is pressed: on a phone the composer folds and unfolds with the focus,
/// and the button would slip away from under the finger.
fn hold_still(event: MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if pressed.is_some_and(|element| matches!(element.closest("button, label"), Ok(Some(_)))) {
        event.prevent_default();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Reply,
    AskAgain,
    Note,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Reply, Self::AskAgain, Self::Note];

    fn action(self) -> ActionKind {
        match self {
            Self::Reply => ActionKind::Reply,
            Self::AskAgain => ActionKind::AskAgain,
            Self::Note => ActionKind::Note,
        }
    }

    /// The name of panel and form.
    fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::AskAgain => "ask-again",
            Self::Note => "note",
        }
    }

    fn word(self) -> &'static str {
        t(match self {
            Self::Reply => K::ComposerReply,
            Self::AskAgain => K::TicketAskAgain,
            Self::Note => K::ComposerNote,
        })
    }

    fn hint(self) -> &'static str {
        t(match self {
            Self::Reply => K::ComposerReplyHint,
            Self::AskAgain => K::ComposerAskAgainHint,
            Self::Note => K::ComposerNoteHint,
        })
    }

    fn send(self) -> &'static str {
        t(match self {
            Self::Reply => K::ComposerSend,
            Self::AskAgain => K::TicketAskAgain,
            Self::Note => K::ComposerSaveNote,
        })
    }
}

#[component]
fn Panels(screen: Screen, kinds: Vec<Kind>) -> impl IntoView {
    let selected = RwSignal::new(kinds.first().map_or("", |kind| kind.name()));
    let items = kinds.iter().map(|kind| TabItem::new(kind.name(), kind.word())).collect();
    let panels = kinds.into_iter().map(|kind| {
        let form = match kind {
            Kind::Reply => view! { <ReplyForm screen /> }.into_any(),
            Kind::AskAgain => view! { <AskAgainForm screen /> }.into_any(),
            Kind::Note => view! { <NoteForm screen /> }.into_any(),
        };
        view! { <TabPanel tabs="composer" id=kind.name() selected>{form}</TabPanel> }
    });
    let panels = panels.collect_view();
    view! {
        <Tabs name="composer" label=t(K::ComposerTitle) items selected />
        {panels}
    }
}

#[component]
fn ReplyForm(screen: Screen) -> impl IntoView {
    let action = ServerAction::<api::Reply>::new();
    let desk = Desk::new(screen, Kind::Reply, action_error(action));
    view! { <Form action name="reply" class="composer__form" on_success=move |()| desk.sent()><Fields desk /></Form> }
}

#[component]
fn AskAgainForm(screen: Screen) -> impl IntoView {
    let action = ServerAction::<api::AskAgain>::new();
    let desk = Desk::new(screen, Kind::AskAgain, action_error(action));
    view! { <Form action name="ask-again" class="composer__form" on_success=move |()| desk.sent()><Fields desk /></Form> }
}

#[component]
fn NoteForm(screen: Screen) -> impl IntoView {
    let action = ServerAction::<api::Note>::new();
    let desk = Desk::new(screen, Kind::Note, action_error(action));
    view! { <Form action name="note" class="composer__form composer__form--note" on_success=move |()| desk.sent()><Fields desk /></Form> }
}

/// The state of one panel.
#[derive(Clone, Copy)]
struct Desk {
    screen: Screen,
    kind: Kind,
    error: Signal<Option<Error>>,
    content: RwSignal<String>,
    uploading: RwSignal<bool>,
    writing: Writing,
    key: session::Key,
    toasts: ui::toast::ToastQueue,
}

impl Desk {
    fn new(screen: Screen, kind: Kind, error: Signal<Option<Error>>) -> Self {
        Self {
            screen,
            kind,
            error,
            content: RwSignal::new(String::new()),
            uploading: RwSignal::new(false),
            writing: Writing::new(screen),
            key: session::Key::new(),
            toasts: use_toasts(),
        }
    }

    fn sent(self) {
        if let Some(form) = form_named(self.kind.name()) {
            form.reset();
        }
        self.content.set(String::new());
        self.key.renew();
        self.writing.finished();
        self.toasts.ok(t(K::ComposerSent));
        self.screen.refresh();
    }

    fn again(self, version: i64) {
        self.writing.accept(version);
        submit_soon(self.kind.name());
    }
}

#[component]
fn Fields(desk: Desk) -> impl IntoView {
    let Desk { screen, kind, error, content, uploading, writing, key, .. } = desk;
    let conflict = Memo::new(move |_| match error.get() {
        Some(Error::Conflict(conflict)) => Some(*conflict),
        _ => None,
    });
    let id = screen.ticket.with_untracked(|ticket| ticket.id);
    let draft = format!("{}:ticket:{id}:{}", session::me().who.id, kind.name());
    view! {
        <div class="composer__fields" on:keydown=move |event| submit_on_ctrl_enter(event, kind.name())>
            <input type="hidden" name="number" value=screen.number().to_string() />
            <input type="hidden" name="form[version]" value=move || writing.version().to_string() />
            <input type="hidden" name="form[key]" value=move || key.get() />
            <Overtaken writing hidden=Signal::derive(move || conflict.with(Option::is_some)) />
            <ConflictPanel conflict again_label=t(K::ConflictSendAnyway) on_again=move |version| desk.again(version) />
            <Field name="form[content]" label=kind.word()>
                <RichText value=content rows=3 placeholder=kind.hint() on_input=move |_: String| writing.typed() />
            </Field>
            <Field name="form[attachments][]" label=t(K::TicketAttachments) group=true>
                <Upload max_bytes=FILE_MAX_BYTES max_count=FILES_MAX uploading />
            </Field>
            <footer class="composer__foot">
                <Draft key=draft />
                {(kind == Kind::Reply).then(|| view! { <Ways screen /> })}
                <span class="composer__hint">{t(K::ComposerKeys)}</span>
                <Submit icon=IconName::Send disabled=uploading>{kind.send()}</Submit>
            </footer>
        </div>
    }
}

/// 提交方式: the status to submit with, for those who may choose (UK-134).
#[component]
fn Ways(screen: Screen) -> impl IntoView {
    let may = Memo::new(move |_| screen.allows(ActionKind::Submit));
    move || {
        may.get().then(|| {
            let order = [Status::Replied, Status::AskedAgain, Status::Closed, Status::Untouched];
            let options =
                order.map(|status| SelectOption::new(status.code(), words::status(status))).to_vec();
            view! {
                <label class="composer__ways">
                    <span>{t(K::ComposerWay)}</span>
                    <Select name="form[status]" options value=Status::Replied.code() />
                </label>
            }
        })
    }
}

/// Somebody else changed the ticket while this was being written.
#[component]
fn Overtaken(writing: Writing, hidden: Signal<bool>) -> impl IntoView {
    let who = Memo::new(move |_| writing.changed_by().filter(|_| !hidden.get()));
    view! {
        <div role="status" aria-live="polite">
            {move || {
                who.get().map(|name| {
                    view! {
                        <p class="composer__overtaken">
                            <Icon name=IconName::Info />
                            <span>{tf!(K::ComposerOvertaken, name = name)}</span>
                            <Button small=true kind=ButtonKind::Ghost on:click=move |_| writing.catch_up()>{t(K::ComposerSeen)}</Button>
                        </p>
                    }
                })
            }}
        </div>
    }
}
