//! The rail of modules at the left; not on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Route, ticket::Count};
use ui::prelude::*;

use super::{RAIL, modules::Module};

/// What is remembered of a wide rail.
pub(super) const WIDE: &str = "wide";

/// The modules, and a button that makes room for their names.
#[component]
pub(super) fn Rail(
    /// How many tickets wait for this person.
    pending: Signal<Option<Count>>,
    /// Whether it has room for names.
    wide: RwSignal<bool>,
) -> impl IntoView {
    let (last, first): (Vec<_>, Vec<_>) =
        Module::of(session::me().role).partition(|module| *module == Module::Settings);
    let entries = move |modules: Vec<Module>| {
        modules.into_iter().map(|module| view! { <Entry module pending /> }).collect_view()
    };
    view! {
        <nav class="rail" aria-label=t(K::ShellModules)>
            <a class="rail__brand" href=Route::Overview.href() title=t(K::AppName)>
                <span class="brand-mark" aria-hidden="true">{t(K::AppMark)}</span>
                <span class="rail__name">{t(K::AppName)}</span>
            </a>
            {entries(first)}
            <div class="rail__foot">
                {entries(last)}
                <Widen wide />
            </div>
        </nav>
    }
}

#[component]
fn Entry(module: Module, pending: Signal<Option<Count>>) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.with(|path| module.holds(path)).then_some("page");
    view! {
        <a class="rail__item" href=module.href() aria-current=current>
            <Icon name=module.icon() />
            <span>{t(module.label())}</span>
            {(module == Module::Tickets).then(|| view! { <Waiting pending /> })}
        </a>
    }
}

/// The number of tickets that wait, once it is known; nothing when none do.
#[component]
pub(super) fn Waiting(
    /// How many.
    pending: Signal<Option<Count>>,
) -> impl IntoView {
    move || {
        let count = pending.get().filter(|count| count.0 > 0)?;
        let text = if count.0 > 99 { "99+".to_owned() } else { count.text() };
        Some(view! {
            <span class="count-dot" aria-hidden="true">{text}</span>
            <span class="visually-hidden">{tf!(K::ShellPendingCount, n = count.text())}</span>
        })
    }
}

#[component]
fn Widen(wide: RwSignal<bool>) -> impl IntoView {
    let label = move || t(if wide.get() { K::ShellRailNarrow } else { K::ShellRailWide });
    let toggle = move |_| {
        wide.update(|wide| *wide = !*wide);
        session::remember(RAIL, if wide.get_untracked() { WIDE } else { "narrow" });
    };
    view! {
        <button
            type="button"
            class="rail__item rail__toggle"
            aria-label=label
            title=label
            aria-expanded=move || wide.get().to_string()
            on:click=toggle
        >
            <Icon name=IconName::ChevronRight />
        </button>
    }
}
