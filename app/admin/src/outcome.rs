//! Loading again after what was done, here and by others.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use session::Reload;
use ui::prelude::*;

/// Loads again when somebody does one of these things, and until that has worked.
pub(crate) fn reload_on<T>(kinds: &'static [&'static str], resource: Resource<Result<T, Fault>>) -> Reload
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    session::retry_passing(resource);
    session::reload_on(move |event| kinds.contains(&event.kind.as_str()), move || resource.refetch())
}

/// Loads again after each answer, and together with the news of what was done.
pub(crate) fn reload_after(answers: impl Fn() -> usize + 'static, reload: Reload) {
    Effect::watch(answers, move |_, _, _| reload.now(), false);
}
