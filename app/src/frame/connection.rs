//! Saying that the server cannot be reached or has ended the session, and that nothing typed is lost.

use leptos::prelude::*;
use session::{LiveState, use_live};
use ui::prelude::*;

#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    SignedOut,
    Offline,
}

/// A line above the page while there is no connection or no session.
#[component]
pub(super) fn ConnectionBanner() -> impl IntoView {
    let live = use_live();
    let (state, signed_out) = (live.state(), live.signed_out());
    let trouble = Memo::new(move |_| {
        let offline = state.get() == LiveState::Offline;
        if signed_out.get() { Some(Trouble::SignedOut) } else { offline.then_some(Trouble::Offline) }
    });
    view! {
        <div class="shell__banner" class:banner=move || trouble.get().is_some() role="status">
            {move || trouble.get().map(words)}
        </div>
    }
}

fn words(trouble: Trouble) -> AnyView {
    match trouble {
        Trouble::SignedOut => view! {
            <Icon name=IconName::Warning />
            <span>{t(K::ErrorSignedOut)}" "{t(K::ErrorSignedOutAdvice)}</span>
            <SignInLink />
        }
        .into_any(),
        Trouble::Offline => {
            view! { <Icon name=IconName::Warning /><span>{t(K::ShellOffline)}</span> }.into_any()
        }
    }
}
