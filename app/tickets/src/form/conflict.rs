//! Somebody else saved first: who, when, what, and the way on. What was typed stays.

use leptos::prelude::*;
use model::{
    Conflict, Error,
    ticket::{Change, Field},
};
use ui::{prelude::*, upload::Uploads};

use crate::words;

/// The conflict among what may have gone wrong.
pub fn conflict_in(error: Signal<Option<Error>>) -> Memo<Option<Conflict>> {
    Memo::new(move |_| match error.get() {
        Some(Error::Conflict(conflict)) => Some(*conflict),
        _ => None,
    })
}

/// What another person changed, with the choice to save over it or, where offered, to give up. Stands inside of the
/// form whose text it keeps, and speaks for it.
#[component]
pub fn ConflictPanel(
    /// The conflict, while there is one.
    #[prop(into)]
    conflict: Signal<Option<Conflict>>,
    /// What saving over it is called.
    #[prop(into)]
    again_label: String,
    /// Whether the form cannot be submitted now.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// Told the version to save against.
    #[prop(into)]
    on_again: Callback<i64>,
    /// Gives up one's own changes.
    #[prop(optional, into)]
    on_discard: Option<Callback<()>>,
) -> impl IntoView {
    tell_here(|error| matches!(error, Error::Conflict(_)));
    let again_label = StoredValue::new(again_label);
    let uploads = use_form().map(|form| form.uploads);
    let disabled = Signal::derive(move || blocked.get() || uploads.is_some_and(Uploads::under_way));
    move || {
        conflict.get().map(|conflict| {
            let version = conflict.version;
            let discard = on_discard.map(|discard| {
                view! { <Button on:click=move |_| discard.run(())>{t(K::ConflictDiscard)}</Button> }
            });
            view! {
                <ConflictNews conflict kept=true>
                    <div class="conflict__actions">
                        {discard}
                        <Button kind=ButtonKind::Primary disabled on:click=move |_| on_again.run(version)>
                            {again_label.get_value()}
                        </Button>
                    </div>
                </ConflictNews>
            }
        })
    }
}

/// Why a question about a ticket was not answered yet: what another person changed, to be seen first, or what went wrong.
#[component]
pub fn Trouble(
    /// What went wrong last.
    error: Signal<Option<Error>>,
) -> impl IntoView {
    move || {
        error.get().map(|error| match error {
            Error::Conflict(conflict) => view! { <ConflictNews conflict=*conflict /> }.into_any(),
            error => view! { <ErrorAlert error /> }.into_any(),
        })
    }
}

/// Who changed something, when, and what.
#[component]
fn ConflictNews(
    conflict: Conflict,
    /// Whether something was typed, which is still there.
    #[prop(optional)]
    kept: bool,
    /// The ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Conflict { by, at, changes, .. } = conflict;
    let name = by.map_or_else(|| t(K::ConflictSomebody).to_owned(), |who| who.name);
    let kept = kept.then(|| format!("{} ", t(K::ConflictKept)));
    view! {
        <section class="conflict" role="alert" tabindex="-1">
            <h2 class="conflict__title">{tf!(K::ConflictTitle, name = name, time = date_time(at))}</h2>
            <p>{kept}{t(if changes.is_empty() { K::ConflictWords } else { K::ConflictChanges })}</p>
            <Changes changes />
            {children.map(|children| children())}
        </section>
    }
}

/// Edited properties, each with its old and new value in words.
#[component]
pub fn Changes(
    /// What changed.
    changes: Vec<Change>,
) -> impl IntoView {
    let lines = changes.into_iter().map(|change| {
        let values = (change.field != Field::Content).then(|| words::values(&change));
        let values = match values {
            Some((old, new)) => view! {
                <del class="changes__old">{old}</del>
                <Icon name=IconName::ArrowRight />
                <ins class="changes__new">{new}</ins>
            }
            .into_any(),
            None => t(K::ChangeRewritten).into_any(),
        };
        view! { <li class="changes__line"><span class="changes__field">{words::field(change.field)}</span>{values}</li> }
    });
    view! { <ul class="changes">{lines.collect_view()}</ul> }
}
