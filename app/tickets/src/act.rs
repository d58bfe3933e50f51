//! What follows an action that a button began.

use leptos::{prelude::*, server_fn::ServerFn};
use ui::prelude::*;

/// Tells of each success, and puts what went wrong into a message.
pub fn after<S>(action: ServerAction<S>, succeeded: impl Fn(S::Output) + 'static, failed: impl Fn() + 'static)
where
    S: ServerFn<Error = Fault> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let toasts = use_toasts();
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| match action.value().get_untracked() {
            Some(Ok(output)) => succeeded(output),
            Some(Err(Fault(error))) => {
                toasts.bad(format!("{} {}", error_text(&error), error_advice(&error)));
                failed();
            }
            None => {}
        },
        false,
    );
}
