//! The one-time link that an invitation makes.

use leptos::{html, prelude::*};
use ui::{platform, prelude::*};

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
    let link = format!("{origin}{path}");
    let toasts = use_toasts();
    let input = NodeRef::<html::Input>::new();
    let select = move || {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    let copy = {
        let link = link.clone();
        move |_| {
            select();
            platform::copy_text(&link);
            toasts.ok(t(K::InviteCopied));
        }
    };
    view! {
        <div class="one-time-link">
            <p class="one-time-link__lead" role="status">{t(K::InviteReady)}</p>
            <p class="one-time-link__text">{t(K::InviteOnce)}</p>
            <div class="one-time-link__row">
                <input class="input" readonly=true aria-label=t(K::InviteLink) value=link node_ref=input on:focus=move |_| select() />
                <Button kind=ButtonKind::Primary icon=IconName::Copy on:click=copy>{t(K::InviteCopy)}</Button>
            </div>
            <footer class="dialog__foot">
                <Button on:click=move |_| on_again.run(())>{t(K::InviteAgain)}</Button>
                <Button on:click=move |_| on_done.run(())>{t(K::InviteDone)}</Button>
            </footer>
        </div>
    }
}
