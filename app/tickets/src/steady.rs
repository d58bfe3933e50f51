//! Loading for screens on which somebody types: what was built once stays, and follows what is loaded later.

use leptos::prelude::*;
use leptos_meta::Title;
use model::Error;
use serde::{Serialize, de::DeserializeOwned};
use ui::prelude::*;

/// Like `Load`, but hands out a signal, so that loading again changes what differs and nothing else. When
/// loading again fails for a passing reason, what was there stays.
#[component]
pub fn Steady<T, F, V>(
    /// What is being loaded.
    resource: Resource<Result<T, Fault>>,
    /// The outline of what will stand there.
    #[prop(into)]
    skeleton: ViewFn,
    /// Whether the page has nothing else.
    #[prop(optional)]
    page: bool,
    /// What to show, given what was loaded last.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(Signal<T>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=move || skeleton.run()>
            {
                let children = children.clone();
                let answer = Memo::new(move |_| resource.get());
                let value = Memo::new(move |before: Option<&Option<T>>| {
                    answer.get().and_then(Result::ok).or_else(|| before.cloned().flatten())
                });
                let phase = Memo::new(move |before| answer.with(|answer| Phase::after(before, answer)));
                let latest = Signal::derive(move || value.get().expect("a value as soon as there has been one"));
                move || match phase.get() {
                    Phase::Waiting => ().into_any(),
                    Phase::Ready => children(latest).into_any(),
                    Phase::Failed(error) => {
                        let title = page.then(|| view! { <Title text=error_text(&error) /> });
                        view! {
                            {title}
                            <ErrorPanel error page on_retry=move |()| resource.refetch() />
                        }
                        .into_any()
                    }
                }
            }
        </Transition>
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Waiting,
    Ready,
    Failed(Error),
}

impl Phase {
    fn after<T>(before: Option<&Self>, answer: &Option<Result<T, Fault>>) -> Self {
        match answer {
            None => before.cloned().unwrap_or(Self::Waiting),
            Some(Ok(_)) => Self::Ready,
            Some(Err(fault)) if before == Some(&Self::Ready) && is_passing(&fault.0) => Self::Ready,
            Some(Err(fault)) => Self::Failed(fault.0.clone()),
        }
    }
}

fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Offline | Error::Unavailable | Error::Throttled { .. } | Error::Internal { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passing_failure_leaves_the_screen_alone_but_a_deleted_ticket_does_not() {
        let failed = |error: Error| Some(Err::<(), _>(Fault(error)));
        let ready = Phase::after(None, &Some(Ok(())));
        assert_eq!(Phase::after(Some(&ready), &failed(Error::Offline)), Phase::Ready);
        assert_eq!(Phase::after(Some(&ready), &failed(Error::NotFound)), Phase::Failed(Error::NotFound));
        assert_eq!(Phase::after(None, &failed(Error::Offline)), Phase::Failed(Error::Offline));
        assert_eq!(Phase::after(Some(&ready), &None::<Result<(), Fault>>), Phase::Ready);
    }
}
