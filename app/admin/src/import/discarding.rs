//! Forgetting an import.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{ImportId, Route};
use ui::prelude::*;

use super::api::DiscardImport;

/// A button that asks before it forgets.
#[component]
pub(super) fn Discard(id: ImportId) -> impl IntoView {
    let action = ServerAction::<DiscardImport>::new();
    let open = RwSignal::new(false);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let gone = move |()| navigate(&Route::Transfer.href(), Default::default());
    after_action(action, gone, move |error| toasts.fault(&error));
    let confirm = move |()| {
        open.set(false);
        action.dispatch(DiscardImport { import: id });
    };
    view! {
        <Button kind=ButtonKind::Ghost pending=action.pending() on:click=move |_| open.set(true)>{t(K::ImportDiscard)}</Button>
        <Confirm name="discard-import" title=t(K::ImportDiscardTitle) open confirm_label=t(K::ImportDiscard) danger=true on_confirm=confirm>
            <p>{t(K::ImportDiscardText)}</p>
        </Confirm>
    }
}
