//! Every component in its states, for those who build and review screens: `/dev/components`.

mod actions;
mod choosing;
mod complex;
mod feedback;
mod showing;
mod typing;

use leptos::prelude::*;

use self::{
    actions::{Buttons, Overlays},
    choosing::Choices,
    complex::Complex,
    feedback::{Nothing, Waiting, Wrong},
    showing::{Marks, Ways},
    typing::Inputs,
};
use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
    theme::{LanguageSwitch, ThemeSwitch},
    toast::{ToastQueue, Toasts, provide_toasts},
};

/// The gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    let alone = use_context::<ToastQueue>().is_none();
    if alone {
        provide_toasts();
    }
    view! {
        <main class="gallery" id="main">
            <header class="gallery__head">
                <h1>{t(K::GalleryTitle)}</h1>
                <ThemeSwitch />
                <LanguageSwitch />
            </header>
            <Buttons />
            <Marks />
            <Inputs />
            <Choices />
            <Complex />
            <Ways />
            <Overlays />
            <Waiting />
            <Nothing />
            <Wrong />
            <Icons />
            {alone.then(|| view! { <Toasts /> })}
        </main>
    }
}

#[component]
fn Icons() -> impl IntoView {
    let icons = IconName::ALL.iter().map(|name| {
        view! {
            <li class="gallery__icon">
                <Icon name=*name />
                <code>{format!("{name:?}")}</code>
            </li>
        }
    });
    view! {
        <Exhibit title="Icon">
            <ul class="gallery__icons">{icons.collect_view()}</ul>
        </Exhibit>
    }
}

/// A component and what it looks like.
#[component]
fn Exhibit(title: &'static str, #[prop(optional)] column: bool, children: Children) -> impl IntoView {
    view! {
        <section class="gallery__exhibit">
            <h2 class="gallery__title"><code>{title}</code></h2>
            <div class="gallery__stage" class:gallery__stage--column=column>{children()}</div>
        </section>
    }
}
