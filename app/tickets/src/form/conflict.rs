//! Somebody else saved first: who, when, what, and the way on. What was typed stays.

use leptos::prelude::*;
use model::{
    Conflict,
    ticket::{Change, Field},
};
use ui::prelude::*;

use crate::words;

/// What another person changed, with the choice to save over it or, where offered, to give up.
#[component]
pub fn ConflictPanel(
    /// The conflict, while there is one.
    #[prop(into)]
    conflict: Signal<Option<Conflict>>,
    /// What saving over it is called.
    #[prop(into)]
    again_label: String,
    /// Told the version to save against.
    #[prop(into)]
    on_again: Callback<i64>,
    /// Gives up one's own changes.
    #[prop(optional, into)]
    on_discard: Option<Callback<()>>,
) -> impl IntoView {
    let again_label = StoredValue::new(again_label);
    move || {
        conflict.get().map(|Conflict { version, by, at, changes }| {
            let name = by.map_or_else(|| t(K::ConflictSomebody).to_owned(), |who| who.name);
            let discard = on_discard.map(|discard| {
                view! { <Button on:click=move |_| discard.run(())>{t(K::ConflictDiscard)}</Button> }
            });
            view! {
                <section class="conflict" role="alert" tabindex="-1">
                    <h2 class="conflict__title">{tf!(K::ConflictTitle, name = name, time = date_time(at))}</h2>
                    <p>{t(if changes.is_empty() { K::ConflictKeptWords } else { K::ConflictKept })}</p>
                    <Changes changes />
                    <div class="conflict__actions">
                        {discard}
                        <Button kind=ButtonKind::Primary on:click=move |_| on_again.run(version)>{again_label.get_value()}</Button>
                    </div>
                </section>
            }
        })
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
