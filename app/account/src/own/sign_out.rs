//! Signing out.

use leptos::{prelude::*, server_fn::ServerFn};

use super::api::SignOut;

/// A real form that signs out; its button is up to the place where it stands. Drafts go with the session, since the
/// next person at this browser may be another.
#[component]
pub fn SignOutForm(
    /// A button that submits.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="sign-out" method="post" action=SignOut::url() on:submit=|_| ui::draft::clear_all()>
            {children()}
        </form>
    }
}
