//! The gallery renders on the server, in each language, whole.

use leptos::prelude::*;
use leptos_router::{components::Router, location::RequestUrl};
use model::Locale;
use ui::{K, gallery::Gallery, i18n::text, provide_locale};

fn rendered(locale: Locale) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_locale(locale);
        provide_context(RequestUrl::new("/dev/components"));
        view! { <Router><Gallery /></Router> }.to_html()
    })
}

#[test]
fn every_component_renders_in_each_language() {
    for locale in Locale::ALL {
        let page = rendered(locale);
        for key in [K::GallerySentence, K::CommonSave, K::ErrorInternal] {
            assert!(page.contains(text(locale, key)), "{locale:?}: {key:?}");
        }
    }
}

#[test]
fn no_component_needs_a_style_attribute() {
    assert!(!rendered(Locale::ZhCn).contains(" style="));
}

#[test]
fn ids_are_unique_and_labels_lead_to_them() {
    let page = rendered(Locale::En);
    let mut ids: Vec<_> = attributes(&page, " id=\"").collect();
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let lost: Vec<_> = attributes(&page, " for=\"").filter(|target| !ids.contains(target)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn attributes<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(start).skip(1).filter_map(|rest| rest.split_once('"')).map(|(value, _)| value)
}
