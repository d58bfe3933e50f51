//! The one-time link that an invitation makes.

use leptos::{html, prelude::*, task::spawn_local};
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
    let failed = RwSignal::new(false);
    let copy = {
        let link = link.clone();
        move |_| {
            let copying = platform::copy_text(&link);
            spawn_local(async move {
                let copied = copying.await;
                failed.try_set(!copied);
                if copied {
                    toasts.ok(t(K::InviteCopied));
                } else {
                    select(input);
                }
            });
        }
    };
    view! {
        <div class="one-time-link">
            <p class="one-time-link__lead" role="status">{t(K::InviteReady)}</p>
            <p class="one-time-link__text">{t(K::InviteOnce)}</p>
            <div class="one-time-link__row">
                <input class="input" readonly=true aria-label=t(K::InviteLink) value=link node_ref=input on:focus=move |_| select(input) />
                <Button kind=ButtonKind::Primary icon=IconName::Copy on:click=copy>{t(K::InviteCopy)}</Button>
            </div>
            {move || failed.get().then(|| view! { <p class="alert alert--warn" role="alert">{t(K::InviteCopyFailed)}</p> })}
            <footer class="dialog__foot">
                <Button on:click=move |_| on_again.run(())>{t(K::InviteAgain)}</Button>
                <Button on:click=move |_| on_done.run(())>{t(K::InviteDone)}</Button>
            </footer>
        </div>
    }
}

/// Puts the focus on the link and selects it, ready for the keys that copy.
fn select(input: NodeRef<html::Input>) {
    if let Some(input) = input.try_get_untracked().flatten() {
        let _ = input.focus();
        input.select();
    }
}
