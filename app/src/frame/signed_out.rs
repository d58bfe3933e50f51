//! Saying that the session has ended, without taking the page away.

use leptos::prelude::*;
use session::use_live;
use ui::prelude::*;

/// Asks to sign in again; what was typed stays as a draft, and the way leads back to this page.
#[component]
pub(super) fn SignedOutDialog() -> impl IntoView {
    let signed_out = use_live().signed_out();
    let open = RwSignal::new(false);
    Effect::watch(move || signed_out.get(), move |ended, _, _| open.set(*ended), false);
    view! {
        <Dialog name="signed-out" title=t(K::ErrorSignedOut) open>
            <div class="dialog__body"><p>{t(K::ErrorSignedOutAdvice)}</p></div>
            <footer class="dialog__foot">
                <SignInLink />
            </footer>
        </Dialog>
    }
}
