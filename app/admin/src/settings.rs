//! The frame of every page of the settings.

use leptos::{html, prelude::*};
use leptos_meta::Title;
use model::Error;
use ui::{platform, prelude::*};

use crate::section::Section;

/// The menu of the settings beside one of them; who may not use it is told so, and nothing is loaded.
#[component]
pub(crate) fn Settings(
    /// Which part shows.
    section: Section,
    /// What can be done with the part as a whole.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
    /// The part itself.
    children: Children,
) -> impl IntoView {
    let role = session::me().role;
    if !section.is_open_to(role) {
        let error = Fault::from(Error::Forbidden).0;
        return view! { <Title text=error_text(&error) /><div class="page"><ErrorPanel error /></div> }
            .into_any();
    }
    let open = Section::ALL.into_iter().filter(|other| other.is_open_to(role));
    let links = open.map(|other| {
        let current = (other == section).then_some("page");
        view! { <a class="settings__item" href=other.route().href() aria-current=current>{other.label()}</a> }
    });
    let links = links.collect_view();
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        if let Some(nav) = nav.get() {
            platform::show_current(&nav);
        }
    });
    view! {
        <Title text=section.label() />
        <div class="settings">
            <nav class="settings__nav" aria-label=t(K::SettingsTitle) node_ref=nav>
                <p class="settings__title" aria-hidden="true">{t(K::SettingsTitle)}</p>
                {links}
            </nav>
            <div class="page settings__page">
                <header class="page__head">
                    <h1 class="page__title">{section.label()}</h1>
                    {action.map(|action| action.run())}
                    <p class="page__text">{section.text()}</p>
                </header>
                {children()}
            </div>
        </div>
    }
    .into_any()
}
