//! Nothing here, and what to do about it.

use leptos::prelude::*;

use crate::icon::{Icon, IconName};

/// Stands where a list would.
#[component]
pub fn Empty(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// Why, or what to do.
    #[prop(optional, into)]
    text: Option<String>,
    /// A picture for it.
    #[prop(default = IconName::Inbox)]
    icon: IconName,
    /// What can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <span class="empty__icon"><Icon name=icon /></span>
            <h2 class="empty__title">{title}</h2>
            {text.map(|text| view! { <p class="empty__text">{text}</p> })}
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </section>
    }
}
