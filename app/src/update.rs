//! Telling that a newer version of the desk is ready.

use leptos::prelude::*;
use ui::{platform, prelude::*};

/// Offers to move to the newer version; it waits until the person has time.
#[component]
pub(crate) fn UpdatePrompt() -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| platform::listen_all("gongdan:update", move |_| ready.set(true)));
    let prompt = move || {
        view! {
            <p class="update__text">{t(K::UpdateReady)}</p>
            <Button small=true kind=ButtonKind::Ghost on:click=move |_| ready.set(false)>{t(K::UpdateLater)}</Button>
            <Button small=true kind=ButtonKind::Primary on:click=|_| session::apply_update()>{t(K::UpdateNow)}</Button>
        }
    };
    view! { <div class="update" role="status" class:update--ready=move || ready.get()>{move || ready.get().then(prompt)}</div> }
}
