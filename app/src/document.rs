//! The HTML document around the app, written by the server only.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use ui::{theme::use_theme, time::use_zone, use_assets, use_locale};

use crate::{App, frame::RAIL};

/// The whole page: what the server sends first, and what the browser takes over.
pub fn shell() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html
            lang=use_locale().tag()
            data-theme=use_theme().code()
            data-zone=use_zone()
            data-rail=session::remembered(RAIL)
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <Files />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161b24" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
                <link rel="icon" href="/favicon.ico" sizes="32x32" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The style sheet, and the script that fetches the wasm side and starts it.
#[component]
fn Files() -> impl IntoView {
    let assets = use_assets();
    let nonce = use_nonce();
    view! {
        <link rel="stylesheet" href=assets.style />
        <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" src=assets.script nonce=nonce></script>
    }
}
