//! The one-time link that an invitation makes.

use leptos::prelude::*;
use ui::prelude::*;

/// The link, to be copied now: it is not kept anywhere.
#[component]
pub(super) fn OneTimeLink(
    /// Its path.
    path: String,
    /// Told when the next person shall be invited.
    #[prop(into)]
    on_again: Callback<()>,
    /// Told when nobody else shall.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let origin = location().origin().unwrap_or_default();
    view! {
        <div class="one-time">
            <p class="one-time__lead" role="status">{t(K::InviteReady)}</p>
            <p class="one-time__text">{t(K::InviteOnce)}</p>
            <CopyField value=format!("{origin}{path}") label=t(K::InviteLink) />
            <footer class="dialog__foot">
                <Button on:click=move |_| on_again.run(())>{t(K::InviteAgain)}</Button>
                <Button on:click=move |_| on_done.run(())>{t(K::InviteDone)}</Button>
            </footer>
        </div>
    }
}
