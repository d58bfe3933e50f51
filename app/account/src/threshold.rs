//! The place before one is in: what the desk is on one side, what to fill in on the other.

use leptos::prelude::*;
use ui::prelude::*;

/// The frame of the pages for people who have not signed in.
#[component]
pub(crate) fn Threshold(
    /// What the page is for.
    #[prop(into)]
    title: Signal<String>,
    /// A line under the title.
    #[prop(into)]
    text: Signal<String>,
    /// What to fill in.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="threshold">
            <aside class="threshold__side" aria-hidden="true">
                <p class="threshold__brand"><span class="brand-mark">{t(K::AppMark)}</span>{t(K::AppName)}</p>
                <Path />
                <p class="threshold__motto">{t(K::AppMotto)}</p>
            </aside>
            <main class="threshold__main" id="main">
                <div class="threshold__switches"><LanguageSwitch /><ThemeSwitch /></div>
                <div class="threshold__card">
                    <span class="brand-mark threshold__mark" aria-hidden="true">{t(K::AppMark)}</span>
                    <h1 class="threshold__title">{move || title.get()}</h1>
                    <p class="threshold__text">{move || text.get()}</p>
                    {children()}
                </div>
            </main>
        </div>
    }
}

/// The way of a ticket, drawn: registered, handled, closed.
#[component]
fn Path() -> impl IntoView {
    let stop = |at: u32, key: K, done: bool| {
        let class = if done { "path__stop path__stop--done" } else { "path__stop" };
        view! {
            <g class=class>
                <circle cx=at cy="40" r="13" />
                <path d=format!("M{} 40l4 4 8-8", at - 6) />
                <text x=at y="84" text-anchor="middle">{t(key)}</text>
            </g>
        }
    };
    view! {
        <svg class="path" viewBox="0 0 360 100" focusable="false">
            <path class="path__line path__line--done" d="M60 40h120" />
            <path class="path__line" d="M180 40h120" />
            {stop(60, K::AppPathRegister, true)}
            {stop(180, K::AppPathHandle, true)}
            {stop(300, K::AppPathClose, false)}
        </svg>
    }
}
