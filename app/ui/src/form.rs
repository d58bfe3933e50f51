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
    icon::IconName,
};

/// Where a form stands, for the fields and buttons inside.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// The name of the form; begins the ids of its fields.
    pub name: &'static str,
    /// What the last answer found wrong.
    pub error: Signal<Option<Error>>,
    /// Whether an answer is awaited.
    pub pending: Signal<bool>,
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
/// puts the focus where a person has to correct something.
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
    let state = FormState { name, error: action_error(action), pending: action.pending().into() };
    let node = NodeRef::<html::Form>::new();
    settle(node, action.version().into(), state);
    let value = action.value();
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| {
            if let (Some(told), Some(Ok(output))) = (on_success, value.get_untracked()) {
                told.run(output);
            }
        },
        false,
    );
    view! {
        <Provider value=state>
            <ActionForm action node_ref=node attr:id=name attr:class=format!("form {class}")>
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

fn focus_first_problem(node: NodeRef<html::Form>) {
    let found = node
        .get_untracked()
        .and_then(|form| form.query_selector("[aria-invalid=true], .form__alert").ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// What went wrong with the form as a whole.
#[component]
pub fn FormAlert() -> impl IntoView {
    let form = use_form();
    move || {
        let error = form?.error.get()?;
        Some(view! { <div class="form__alert" tabindex="-1"><ErrorAlert error /></div> })
    }
}

/// The button that submits the form around it.
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
    let pending = use_form().map_or_else(|| Signal::derive(|| false), |form| form.pending);
    match icon {
        Some(icon) => {
            view! { <Button submit=true kind icon disabled pending>{children()}</Button> }.into_any()
        }
        None => view! { <Button submit=true kind disabled pending>{children()}</Button> }.into_any(),
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
