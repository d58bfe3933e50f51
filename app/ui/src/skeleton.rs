//! The outline of what is being loaded, as large as what will stand there.

use leptos::prelude::*;

use crate::i18n::{K, t};

/// Lines of text to come.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 3)]
    lines: u32,
) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span class="skeleton__line"></span> }).collect_view();
    view! { <div class="skeleton" role="status" aria-label=t(K::CommonLoading)>{lines}</div> }
}

/// Rows of a list to come.
#[component]
pub fn SkeletonRows(
    /// How many.
    #[prop(default = 8)]
    rows: u32,
) -> impl IntoView {
    let row = || {
        view! {
            <div class="skeleton__row">
                <span class="skeleton__line"></span>
                <span class="skeleton__line"></span>
            </div>
        }
    };
    let rows = (0..rows).map(|_| row()).collect_view();
    view! { <div class="skeleton skeleton--rows" role="status" aria-label=t(K::CommonLoading)>{rows}</div> }
}
