//! Something to be taken along: shown, selected and copied.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    button::{Button, ButtonKind},
    i18n::{K, t},
    icon::IconName,
    platform,
    toast::use_toasts,
};

/// Lets go of a secret when the drawer that shows it closes.
pub fn forget_when_closed(secret: RwSignal<Option<String>>, open: RwSignal<bool>) {
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !*open {
                secret.set(None);
            }
        },
        false,
    );
}

/// A text with a button that copies it; where copying is not allowed it is selected, ready for the keys.
#[component]
pub fn CopyField(
    /// The text.
    #[prop(into)]
    value: String,
    /// What it is.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let toasts = use_toasts();
    let input = NodeRef::<html::Input>::new();
    let failed = RwSignal::new(false);
    let copy = {
        let value = value.clone();
        move |_| {
            let copying = platform::copy_text(&value);
            spawn_local(async move {
                let copied = copying.await;
                failed.try_set(!copied);
                if copied {
                    toasts.ok(t(K::CopyDone));
                } else {
                    select(input);
                }
            });
        }
    };
    view! {
        <div class="copy-field">
            <input class="input" readonly=true aria-label=label value=value node_ref=input on:focus=move |_| select(input) />
            <Button kind=ButtonKind::Primary icon=IconName::Copy on:click=copy>{t(K::CopyButton)}</Button>
        </div>
        {move || failed.get().then(|| view! { <p class="alert alert--warn" role="alert">{t(K::CopyFailed)}</p> })}
    }
}

/// Puts the focus on the text and selects it.
fn select(input: NodeRef<html::Input>) {
    if let Some(input) = input.try_get_untracked().flatten() {
        let _ = input.focus();
        input.select();
    }
}
