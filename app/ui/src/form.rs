//! One way to act: a real form that works before script does, and is faster with it.

use leptos::{
    context::Provider,
    form::ActionForm,
    html,
    prelude::*,
    server_fn::{Http, ServerFn, client::Client, codec::PostUrl, request::ClientReq},
    wasm_bindgen::JsCast,
    web_sys,
};
use model::{Error, Problem};

use crate::{
    button::{Button, ButtonKind},
    fault::{ErrorAlert, Fault},
    i18n::{K, t},
    icon::IconName,
    outcome::after_action,
    platform::{self, Local},
    upload::Uploads,
};

/// Some errors among all.
pub type Such = fn(&Error) -> bool;

/// Where a form stands, for the fields and buttons inside.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// The name of the form; begins the ids of its fields.
    pub name: &'static str,
    /// What the last answer found wrong.
    pub error: Signal<Option<Error>>,
    /// Whether an answer is awaited.
    pub pending: Signal<bool>,
    /// What is sent ahead of the form, which waits for it.
    pub uploads: Uploads,
    /// What a part of the form tells itself.
    told_inside: StoredValue<Option<Such>>,
}

impl FormState {
    /// What is wrong at a field; `form[title]` also finds the problem at `title`.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.error.with(|error| match error {
            Some(Error::Invalid(errors)) => {
                errors.at(field).or_else(|| errors.at(&without_form(field)?)).cloned()
            }
            _ => None,
        })
    }

    fn is_told_inside(&self, error: &Error) -> bool {
        self.told_inside.get_value().is_some_and(|told| told(error))
    }
}

/// Such errors are told by this part of the form; the form, if there is one, does not say it again.
pub fn tell_here(such: Such) {
    if let Some(form) = use_form() {
        form.told_inside.set_value(Some(such));
    }
}

/// The name of a field inside of the struct that the form submits: `form[title]` is `title`, `form[tags][]` is `tags`.
fn without_form(name: &str) -> Option<String> {
    let (_, inside) = name.split_once('[')?;
    Some(inside.trim_end_matches("[]").replacen(']', "", 1))
}

/// The form around this component.
pub fn use_form() -> Option<FormState> {
    use_context()
}

/// The error that an action answered last.
pub fn action_error<S>(action: ServerAction<S>) -> Signal<Option<Error>>
where
    S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || value.with(|answer| answer.as_ref()?.as_ref().err().map(|fault| fault.0.clone())))
}

/// A form over a server function: shows what is wrong at the fields, what else went wrong at the top, and
/// puts the focus where a person has to correct something. Ctrl+Enter submits it from any field, but not from a button,
/// which stands for itself.
#[component]
pub fn Form<S, OutputProtocol>(
    /// What submitting does.
    action: ServerAction<S>,
    /// The name of the form, unique on the page; begins the ids of its fields.
    name: &'static str,
    /// Told of each success.
    #[prop(optional, into)]
    on_success: Option<Callback<S::Output>>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView
where
    OutputProtocol: 'static,
    S: ServerFn<Protocol = Http<PostUrl, OutputProtocol>, Error = Fault>
        + serde::de::DeserializeOwned
        + Clone
        + Send
        + Sync
        + 'static,
    S::Output: Clone + Send + Sync + 'static,
    S::Client: Client<Fault>,
    <S::Client as Client<Fault>>::Request: ClientReq<Fault, FormData: From<web_sys::FormData>>,
{
    let state = FormState {
        name,
        error: action_error(action),
        pending: action.pending().into(),
        uploads: Uploads::new(),
        told_inside: StoredValue::new(None),
    };
    let node = NodeRef::<html::Form>::new();
    settle(node, action.version().into(), state);
    hold(node, state.pending);
    if let Some(told) = on_success {
        after_action(action, move |output| told.run(output), |_| {});
    }
    view! {
        <Provider value=state>
            <ActionForm
                action
                node_ref=node
                attr:id=name
                attr:class=format!("form {class}")
                on:keydown=move |event| submit_by_key(node, &event)
            >
                <FormAlert />
                {children()}
            </ActionForm>
        </Provider>
    }
}

/// With script our own messages take the place of the browser's, and each answer moves the focus to what is wrong.
fn settle(node: NodeRef<html::Form>, version: Signal<usize>, state: FormState) {
    Effect::new(move |_| {
        if let Some(form) = node.get() {
            form.set_no_validate(true);
        }
    });
    Effect::watch(
        move || version.get(),
        move |_, _, _| {
            if state.error.with_untracked(Option::is_some) {
                request_animation_frame(move || focus_first_problem(node));
            }
        },
        false,
    );
}

/// What is typed while an answer is awaited would be in neither what was sent nor what comes next: until then the form
/// takes nothing, and then the focus is back where it was, unless that brings up a keyboard.
fn hold(node: NodeRef<html::Form>, pending: Signal<bool>) {
    let was_at = Local::<Option<web_sys::HtmlElement>>::new();
    Effect::watch(
        move || pending.get(),
        move |pending, _, _| {
            let Some(form) = node.get_untracked() else { return };
            if *pending {
                was_at.update(|at| *at = platform::focused().filter(|_| platform::has_focus(&form)));
            }
            let _ = form.toggle_attribute_with_force("inert", *pending);
            if !*pending && let Some(at) = was_at.update(Option::take).flatten() {
                request_animation_frame(move || give_back(&form, &at));
            }
        },
        false,
    );
}

fn give_back(form: &web_sys::HtmlFormElement, at: &web_sys::HtmlElement) {
    if platform::focused().is_some() || platform::brings_keyboard(at) {
        return;
    }
    let _ = at.focus();
    if !at.is_connected() && !platform::by_finger() {
        platform::focus_first(form, platform::FIELDS);
    }
}

/// A field before what is said of the whole; of an answer that stands in the alert's place, that answer.
fn focus_first_problem(node: NodeRef<html::Form>) {
    const FIELDS: &str = "[aria-invalid=true], .field--invalid input";
    const ALERTS: &str = ".form__alert, [role=alert][tabindex]";
    if let Some(form) = node.get_untracked() {
        let _ = platform::focus_first(&form, FIELDS) || platform::focus_first(&form, ALERTS);
    }
}

fn submit_by_key(node: NodeRef<html::Form>, event: &web_sys::Event) {
    // Filling in a form sends events of this name that have no key.
    let Some(pressed) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
    let asked = pressed.key() == "Enter" && (pressed.ctrl_key() || pressed.meta_key());
    if !asked || event.default_prevented() || platform::is_composing(event) {
        return;
    }
    let at = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if at.is_some_and(|element| matches!(element.closest("button, a"), Ok(Some(_)))) {
        return;
    }
    event.prevent_default();
    if let Some(form) = node.get_untracked().filter(|_| !pressed.repeat()) {
        platform::submit(&form);
    }
}

/// What went wrong with the form as a whole.
#[component]
pub fn FormAlert() -> impl IntoView {
    let form = use_form();
    move || {
        let form = form?;
        let error = form.error.get().filter(|error| !form.is_told_inside(error))?;
        Some(view! { <div class="form__alert" tabindex="-1"><ErrorAlert error /></div> })
    }
}

/// The button that submits the form around it; while files are on their way it waits, and says so.
#[component]
pub fn Submit(
    /// How much it calls for attention.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let form = use_form();
    let pending = Signal::derive(move || form.is_some_and(|form| form.pending.get()));
    let uploads = Signal::derive(move || form.is_some_and(|form| form.uploads.under_way()));
    let disabled = Signal::derive(move || disabled.get() || uploads.get());
    let button = match icon {
        Some(icon) => {
            view! { <Button submit=true kind icon disabled pending>{children()}</Button> }.into_any()
        }
        None => view! { <Button submit=true kind disabled pending>{children()}</Button> }.into_any(),
    };
    view! {
        <span class="form__wait" role="status">{move || uploads.get().then(|| t(K::FormUploading))}</span>
        {button}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_a_struct_is_found_by_its_own_name() {
        let cases = [
            ("form[title]", Some("title")),
            ("form[tags][]", Some("tags")),
            ("form[tags][0]", Some("tags[0]")),
            ("title", None),
        ];
        for (name, expected) in cases {
            assert_eq!(without_form(name).as_deref(), expected);
        }
    }
}
