//! One way to load: outline while waiting, what went wrong, nothing there, or the thing itself.

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    fault::{ErrorPanel, Fault},
    skeleton::Skeleton,
};

/// Shows what a resource loaded. While it loads again, what was there stays.
///
/// ```text
/// <Load resource=tickets let:page><TicketList page /></Load>
/// ```
#[component]
pub fn Load<T, F, V>(
    /// What is being loaded.
    #[prop(into)]
    resource: Resource<Result<T, Fault>>,
    /// The outline of what will stand there.
    #[prop(optional, into)]
    skeleton: Option<ViewFnOnce>,
    /// Whether there is nothing to show.
    #[prop(optional)]
    is_empty: Option<fn(&T) -> bool>,
    /// What to show instead of nothing.
    #[prop(optional, into)]
    empty: ViewFn,
    /// What to show, given what was loaded.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let shown = Arc::new(move |answer: Result<T, Fault>| match answer {
        Ok(value) if is_empty.is_some_and(|is_empty| is_empty(&value)) => empty.run(),
        Ok(value) => children(value).into_any(),
        Err(fault) => view! { <ErrorPanel error=fault.0 on_retry=move |()| resource.refetch() /> }.into_any(),
    });
    let skeleton = skeleton.unwrap_or_else(|| (|| view! { <Skeleton /> }).into());
    view! {
        <Transition fallback=move || skeleton.run()>
            {move || {
                let shown = shown.clone();
                Suspend::new(async move { shown(resource.await) })
            }}
        </Transition>
    }
}
