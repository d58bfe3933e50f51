//! Buttons, and links that look like buttons.

use leptos::prelude::*;

use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
};

/// How much a button calls for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one most likely action of a place.
    Primary,
    /// An action like others.
    #[default]
    Normal,
    /// An action that stays in the background.
    Ghost,
    /// An action that destroys something.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Normal => "button",
            Self::Ghost => "button button--ghost",
            Self::Danger => "button button--danger",
        }
    }
}

fn class(kind: ButtonKind, icon_only: bool, small: bool) -> String {
    let icon_only = if icon_only { " button--icon" } else { "" };
    let small = if small { " button--small" } else { "" };
    format!("{}{icon_only}{small}", kind.class())
}

/// A button; listen with `on:click`. With `icon` and `label` and without children it shows the icon alone.
#[component]
pub fn Button(
    /// How much it calls for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// What it does, in words, when only the icon shows.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// Whether it submits the form around it.
    #[prop(optional)]
    submit: bool,
    /// Smaller than the fields beside it.
    #[prop(optional)]
    small: bool,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its work is under way; a second click does nothing.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// The text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon_only = children.is_none();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class(kind, icon_only, small)
            disabled=move || disabled.get() || pending.get()
            aria-busy=move || pending.get().then_some("true")
            aria-label=move || label.get()
            title=move || label.get().filter(|_| icon_only)
        >
            <Mark icon pending />
            {children.map(|children| view! { <span class="button__text">{children()}</span> })}
        </button>
    }
}

#[component]
fn Mark(icon: Option<IconName>, pending: Signal<bool>) -> impl IntoView {
    move || match (pending.get(), icon) {
        (true, _) => {
            view! { <span class="spinner" role="img" aria-label=t(K::CommonPending)></span> }.into_any()
        }
        (false, Some(name)) => view! { <Icon name /> }.into_any(),
        (false, None) => ().into_any(),
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How much it calls for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Where it leads, in words, when only the icon shows.
    #[prop(optional, into)]
    label: Option<String>,
    /// Smaller than the fields beside it.
    #[prop(optional)]
    small: bool,
    /// The text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon_only = children.is_none();
    view! {
        <a href=move || href.get() class=class(kind, icon_only, small) aria-label=label.clone() title=label.filter(|_| icon_only)>
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| view! { <span class="button__text">{children()}</span> })}
        </a>
    }
}
