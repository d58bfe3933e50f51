//! What follows an action that a button began.

use leptos::{prelude::*, server_fn::ServerFn};
use model::Error;

use crate::{
    fault::Fault,
    i18n::{K, t},
    toast::use_toasts,
};

/// Runs after each answer: one function for what it brought, another for what went wrong.
pub fn after_action<S>(
    action: ServerAction<S>,
    succeeded: impl Fn(S::Output) + 'static,
    failed: impl Fn(Error) + 'static,
) where
    S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| match action.value().get_untracked() {
            Some(Ok(output)) => succeeded(output),
            Some(Err(Fault(error))) => failed(error),
            None => {}
        },
        false,
    );
}

/// Says in a message after each answer that it is done, or why not.
pub fn tell_outcome<S>(action: ServerAction<S>, done: K)
where
    S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let (toasts, done) = (use_toasts(), t(done));
    after_action(action, move |_| toasts.ok(done), move |error| toasts.fault(&error));
}
