//! The answer for an address at which there is nothing.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{Error, Route};
use ui::prelude::*;

use crate::frame::Frame;

/// Says that there is nothing here, within the frame for those who are signed in.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let error = Fault::from(Error::NotFound).0;
    let page = view! {
        <Title text=error_text(&error) />
        <div class="page">
            <ErrorPanel error page=true />
            <p class="page__after"><LinkButton href=Route::Overview.href() icon=IconName::Home>{t(K::NotFoundHome)}</LinkButton></p>
        </div>
    };
    match session::use_me() {
        Some(_) => view! { <Frame>{page}</Frame> }.into_any(),
        None => view! { <main id="main">{page}</main> }.into_any(),
    }
}
