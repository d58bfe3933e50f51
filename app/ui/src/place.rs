//! Where the reader is, and the way out to the door that leads back here.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::next::sign_in_href;

use crate::i18n::{K, t};

/// The address of the page that shows, with its query.
pub fn here() -> String {
    let location = use_location();
    let search = location.search.get();
    let search = search.trim_start_matches('?');
    let mark = if search.is_empty() { "" } else { "?" };
    format!("{}{mark}{search}", location.pathname.get())
}

/// Leads to the sign-in page, and from there back to this page. It leaves the page for good, for nothing of a
/// session that has ended may stay behind.
#[component]
pub fn SignInLink() -> impl IntoView {
    view! {
        <a class="button button--primary" rel="external" href=move || sign_in_href(&here())>
            <span class="button__text">{t(K::ErrorSignIn)}</span>
        </a>
    }
}
