//! One panel: the form, what others have changed meanwhile, and the ways to send.

use leptos::prelude::*;
use model::{
    Error,
    attachment::{FILE_MAX_BYTES, FILES_MAX},
    flow::ActionKind,
    ticket::Status,
};
use ui::{draft::Begun, prelude::*};

use super::{
    super::{api, screen::Screen, typing::Writing},
    kind::{Kind, Voice},
    pen::Pen,
};
use crate::{
    form::{ConflictPanel, conflict_in},
    words,
};

#[component]
pub(super) fn Panel(pen: Pen) -> impl IntoView {
    match pen.voice {
        Voice::Everybody => view! { <ForEverybody pen /> }.into_any(),
        Voice::Colleagues => view! { <ForColleagues pen /> }.into_any(),
    }
}

#[component]
fn ForEverybody(pen: Pen) -> impl IntoView {
    let action = ServerAction::<api::Reply>::new();
    let again = move || (pen.kind.get() == Kind::AskAgain).to_string();
    view! {
        <Form action name=pen.voice.name() class="composer__form" on_success=move |()| pen.sent()>
            <input type="hidden" name="again" value=again />
            <Fields pen error=action_error(action) />
        </Form>
    }
}

#[component]
fn ForColleagues(pen: Pen) -> impl IntoView {
    let action = ServerAction::<api::Note>::new();
    view! {
        <Form action name=pen.voice.name() class="composer__form composer__form--note" on_success=move |()| pen.sent()>
            <Fields pen error=action_error(action) />
        </Form>
    }
}

#[component]
fn Fields(pen: Pen, error: Signal<Option<Error>>) -> impl IntoView {
    let Pen { screen, kind, allowed, content, writing, key, .. } = pen;
    let conflict = conflict_in(error);
    let overtaken = Signal::derive(move || conflict.with(Option::is_some));
    Effect::watch(move || error.get(), move |error, _, _| refresh_after(screen, error.as_ref()), false);
    let label = Signal::derive(move || kind.get().word().to_owned());
    let hint = Signal::derive(move || kind.get().hint().map(str::to_owned));
    let locked = Signal::derive(move || !allowed.get());
    view! {
        <div class="composer__fields" on:input=move |_| pen.typed() on:change=move |_| pen.typed()>
            <input type="hidden" name="number" value=screen.number().to_string() />
            <input type="hidden" name="form[version]" value=move || writing.version().to_string() />
            <input type="hidden" name="form[key]" value=move || key.get() />
            <Overtaken writing hidden=overtaken />
            <Locked locked />
            <ConflictPanel
                conflict
                again_label=t(K::ConflictSendAnyway)
                blocked=locked
                on_again=move |version| pen.send_again(version)
            />
            <Field name="form[content]" label hint>
                <RichText value=content rows=3 placeholder=pen.voice.placeholder() disabled=locked />
            </Field>
            <Field name="form[attachments][]" label=t(K::TicketAttachments) group=true>
                <Upload max_bytes=FILE_MAX_BYTES max_count=FILES_MAX disabled=locked />
            </Field>
            <footer class="composer__foot">
                <Draft key=pen.draft() begun=Begun::from(writing.begun).and(key) />
                {(pen.voice == Voice::Everybody).then(|| view! { <Ways pen /> })}
                <span class="composer__hint">{t(K::ComposerKeys)}</span>
                <Submit icon=IconName::Send disabled=locked>{move || kind.get().send()}</Submit>
            </footer>
        </div>
    }
}

/// The ticket does not stand where it is shown: what can be done next depends on where it does.
fn refresh_after(screen: Screen, error: Option<&Error>) {
    if matches!(error, Some(Error::Conflict(_) | Error::Refused(_) | Error::Forbidden)) {
        screen.refresh();
    }
}

/// 提交方式: the status to submit with, for those who may choose (UK-134).
#[component]
fn Ways(pen: Pen) -> impl IntoView {
    let idle = Memo::new(move |_| pen.kind.get() != Kind::Reply || !pen.screen.allows(ActionKind::Submit));
    let order = [Status::Replied, Status::AskedAgain, Status::Closed, Status::Untouched];
    let options = order.map(|status| SelectOption::new(status.code(), words::status(status))).to_vec();
    view! {
        <label class="composer__ways" hidden=idle>
            <span>{t(K::ComposerWay)}</span>
            <Select name="form[status]" options bind=pen.way disabled=idle />
        </label>
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

/// What was written cannot be sent any more, but is still there.
#[component]
fn Locked(locked: Signal<bool>) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                locked.get().then(|| {
                    view! {
                        <p class="composer__overtaken">
                            <Icon name=IconName::Info />
                            <span>{t(K::ComposerLocked)}</span>
                        </p>
                    }
                })
            }}
        </div>
    }
}
