//! Saying that the server cannot be reached, and that nothing typed is lost.

use leptos::prelude::*;
use session::{LiveState, use_live};
use ui::prelude::*;

/// A line above the page while there is no connection.
#[component]
pub(super) fn ConnectionBanner() -> impl IntoView {
    let state = use_live().state();
    let offline = Memo::new(move |_| state.get() == LiveState::Offline);
    let words = || view! { <Icon name=IconName::Warning /><span>{t(K::ShellOffline)}</span> };
    view! {
        <div class="shell__banner" class:banner=move || offline.get() role="status">
            {move || offline.get().then(words)}
        </div>
    }
}
