//! Loading for screens on which somebody types: what was built once stays, and follows what is loaded later.
//!
//! The first value is awaited: a busy server may otherwise draw before it looks whether the value is there.

use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use model::Error;
use serde::{Serialize, de::DeserializeOwned};
use ui::prelude::*;

/// Like `Load`, but hands out a signal, so that loading again changes what differs and nothing else. When
/// loading again fails for a passing reason, or because the session has ended, what was there stays; what may pass is
/// tried again.
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
    let live = session::use_live();
    session::retry_passing(resource);
    view! {
        <Transition fallback=move || skeleton.run()>
            {
                let children = children.clone();
                Suspend::new(async move {
                    let first = resource.await;
                    let answer = Memo::new(move |_| resource.get().unwrap_or_else(|| first.clone()));
                    Effect::new(move |_| {
                        if answer.with(is_signed_out) {
                            live.end();
                        }
                    });
                    let value = Memo::new(move |before: Option<&Option<T>>| {
                        answer.get().ok().or_else(|| before.cloned().flatten())
                    });
                    let phase = Memo::new(move |before| answer.with(|answer| Phase::after(before, answer)));
                    let loads = Loads(Memo::new(move |before: Option<&usize>| {
                        let loaded = resource.with(|answer| matches!(answer, Some(Ok(_))));
                        before.copied().unwrap_or_default() + usize::from(loaded)
                    }));
                    // A memo: a derived signal would copy all of it whenever a part is looked at.
                    let latest = Memo::new(move |_| value.get().expect("a value as soon as there has been one"));
                    move || match phase.get() {
                        Phase::Ready => {
                            let children = children.clone();
                            view! { <Provider value=loads>{children(latest.into())}</Provider> }.into_any()
                        }
                        Phase::Failed(error) => view! { <Failure error page resource /> }.into_any(),
                    }
                })
            }
        </Transition>
    }
}

#[derive(Clone, Copy)]
struct Loads(Memo<usize>);

/// How often what stands here was loaded, which also tells of a load that changed nothing; within [`Steady`].
pub fn use_loads() -> Memo<usize> {
    expect_context::<Loads>().0
}

#[component]
fn Failure<T>(error: Error, page: bool, resource: Resource<Result<T, Fault>>) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let title = page.then(|| view! { <Title text=error_text(&error) /> });
    view! {
        {title}
        <ErrorPanel error page on_retry=move |()| resource.refetch() />
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Ready,
    Failed(Error),
}

impl Phase {
    fn after<T>(before: Option<&Self>, answer: &Result<T, Fault>) -> Self {
        match answer {
            Ok(_) => Self::Ready,
            Err(Fault(error))
                if before == Some(&Self::Ready) && (error.is_passing() || is_signed_out(answer)) =>
            {
                Self::Ready
            }
            Err(fault) => Self::Failed(fault.0.clone()),
        }
    }
}

fn is_signed_out<T>(answer: &Result<T, Fault>) -> bool {
    matches!(answer, Err(Fault(Error::SignedOut)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passing_failure_leaves_the_screen_alone_but_a_deleted_ticket_does_not() {
        let failed = |error: Error| Err::<(), _>(Fault(error));
        let ready = Phase::after(None, &Ok(()));
        assert_eq!(Phase::after(Some(&ready), &failed(Error::Offline)), Phase::Ready);
        assert_eq!(Phase::after(Some(&ready), &failed(Error::SignedOut)), Phase::Ready);
        assert_eq!(Phase::after(Some(&ready), &failed(Error::NotFound)), Phase::Failed(Error::NotFound));
        assert_eq!(Phase::after(None, &failed(Error::Offline)), Phase::Failed(Error::Offline));
    }
}
