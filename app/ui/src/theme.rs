//! Light, dark or as the device has it; and the language, which is chosen in the same way.

use std::str::FromStr;

use leptos::prelude::*;
use model::Locale;

use crate::{
    i18n::{K, t, use_locale},
    icon::{Icon, IconName},
};

/// The colours a person wants; the value of the cookie `theme` and of `<html data-theme>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in the cookie.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn label(self) -> &'static str {
        t(match self {
            Self::System => K::ThemeSystem,
            Self::Light => K::ThemeLight,
            Self::Dark => K::ThemeDark,
        })
    }

    fn icon(self) -> IconName {
        match self {
            Self::System => IconName::Monitor,
            Self::Light => IconName::Sun,
            Self::Dark => IconName::Moon,
        }
    }
}

impl FromStr for Theme {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|theme| theme.code() == code).ok_or(())
    }
}

/// Sets the theme of this request on the server; in the browser `<html data-theme>` says it.
pub fn provide_theme(theme: Theme) {
    provide_context(theme);
}

/// The theme at the start of this page.
pub fn use_theme() -> Theme {
    use_context().or_else(|| root_attribute("data-theme")?.parse().ok()).unwrap_or_default()
}

/// Chooses the colours and remembers the choice.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(use_theme());
    let choose = move |theme: Theme| {
        chosen.set(theme);
        set_root_attribute("data-theme", theme.code());
        remember("theme", theme.code());
    };
    let buttons = Theme::ALL.into_iter().map(|theme| {
        view! {
            <button
                type="button"
                class="segmented__button"
                aria-pressed=move || (chosen.get() == theme).to_string()
                aria-label=theme.label()
                title=theme.label()
                on:click=move |_| choose(theme)
            >
                <Icon name=theme.icon() />
            </button>
        }
    });
    view! { <div class="segmented" role="group" aria-label=t(K::ThemeLabel)>{buttons.collect_view()}</div> }
}

/// Chooses the language, remembers the choice and loads the page anew.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let current = use_locale();
    let buttons = Locale::ALL.into_iter().map(|locale| {
        let label = match locale {
            Locale::ZhCn => K::LanguageZhCn,
            Locale::En => K::LanguageEn,
        };
        let choose = move |_| {
            remember("locale", locale.tag());
            let _ = window().location().reload();
        };
        view! {
            <button type="button" class="segmented__button" lang=locale.tag() aria-pressed=(locale == current).to_string() on:click=choose>
                {t(label)}
            </button>
        }
    });
    view! { <div class="segmented" role="group" aria-label=t(K::LanguageLabel)>{buttons.collect_view()}</div> }
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// A server has no document.
#[cfg(not(target_arch = "wasm32"))]
fn root_attribute(_name: &str) -> Option<String> {
    None
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Writes a cookie that lasts a year.
#[cfg(target_arch = "wasm32")]
fn remember(name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    let _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

/// Choices are made in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn remember(_name: &str, _value: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_reads_what_it_writes() {
        for theme in Theme::ALL {
            assert_eq!(theme.code().parse(), Ok(theme));
        }
        assert!("sepia".parse::<Theme>().is_err());
    }
}
