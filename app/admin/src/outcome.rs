//! Telling what became of an action, and hearing of what others did.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use ui::prelude::*;

/// Says whether each dispatch of the action worked.
pub(crate) fn tell<S>(action: ServerAction<S>, done: K)
where
    S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (toasts, done, error) = (use_toasts(), t(done), action_error(action));
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| match error.get_untracked() {
            Some(error) => toasts.bad(error_text(&error)),
            None => toasts.ok(done),
        },
        false,
    );
}

/// Loads again when somebody does one of these things.
pub(crate) fn reload_on<T>(kinds: &'static [&'static str], resource: Resource<Result<T, Fault>>)
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    session::use_live().on(move |event| {
        if kinds.contains(&event.kind.as_str()) {
            resource.refetch();
        }
    });
}
