//! The one pattern behind types, tags and departments: a short form that adds, above the list of what there is.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use ui::{platform, prelude::*};

use crate::outcome::{reload_after, reload_on};

/// A list with a form that adds to it.
#[component]
pub(crate) fn Catalogue<T>(
    /// What there is.
    rows: Resource<Result<Vec<T>, Fault>>,
    /// Moves with each answer to the form.
    #[prop(into)]
    added: Signal<usize>,
    /// The columns of the list.
    columns: fn() -> Vec<Column<T>>,
    /// What tells one row from another.
    row_key: fn(&T) -> String,
    /// What the list holds.
    #[prop(into)]
    caption: String,
    /// The form that adds.
    children: Children,
) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    let reload = reload_on(&["reference_added"], rows);
    reload_after(move || added.get(), reload);
    let heading = caption.clone();
    view! {
        <section class="panel catalogue__add">{children()}</section>
        <section class="panel panel--flush">
            <Load
                resource=rows
                skeleton=|| view! { <SkeletonRows rows=4 /> }
                is_empty=Vec::is_empty
                empty=move || view! { <Empty title=t(K::CatalogueEmpty) text=t(K::CatalogueEmptyText) /> }
                let:rows
            >
                <p class="catalogue__count">{tf!(K::CatalogueCount, n = rows.len())}</p>
                <DataTable caption=heading.clone() columns=columns() rows row_key />
            </Load>
        </section>
    }
}

/// Empties the name for the next one, says that this one is in, and puts the focus back to where the next begins.
pub(crate) fn next_please(name: RwSignal<String>, field: &'static str) -> Callback<()> {
    let (toasts, done) = (use_toasts(), t(K::CatalogueAdded));
    Callback::new(move |()| {
        toasts.ok(done);
        name.set(String::new());
        platform::focus(field);
    })
}
