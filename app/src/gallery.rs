//! The page of all components.

use leptos::prelude::*;
use leptos_meta::Title;
use ui::{gallery::Gallery, prelude::*};

/// Every component in every state.
#[component]
pub(crate) fn GalleryPage() -> impl IntoView {
    view! {
        <Title text=t(K::GalleryTitle) />
        <Gallery />
    }
}
