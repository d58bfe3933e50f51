//! The rail of modules at the left; not on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{
    Route,
    ticket::{Count, View},
};
use tickets::list::Counted;
use ui::{platform, prelude::*};

use super::{RAIL, modules::Module};

/// What is remembered of a wide rail.
pub(super) const WIDE: &str = "wide";

/// The modules, and a button that makes room for their names.
#[component]
pub(super) fn Rail(
    /// Whether it has room for names.
    wide: RwSignal<bool>,
) -> impl IntoView {
    let (last, first): (Vec<_>, Vec<_>) =
        Module::of(session::me().role).partition(|module| *module == Module::Settings);
    let entries = move |modules: Vec<Module>| {
        modules.into_iter().map(|module| view! { <Entry module /> }).collect_view()
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
fn Entry(module: Module) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.with(|path| module.holds(path)).then_some("page");
    view! {
        <a class="rail__item" href=module.href() aria-current=current>
            <Icon name=module.icon() />
            <span>{t(module.label())}</span>
            {(module == Module::Tickets).then(|| view! { <Waiting /> })}
        </a>
    }
}

/// The number of tickets that wait for this person; nothing when none do. It comes after the page, which does not wait
/// for it.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let mounted = platform::mounted();
    move || mounted.get().then(|| view! { <Counted view=View::Pending let:count>{dot(count)}</Counted> })
}

fn dot(count: Count) -> Option<impl IntoView> {
    let text = if count.0 > 99 { "99+".to_owned() } else { count.text() };
    (count.0 > 0).then(|| {
        view! {
            <span class="count-dot" aria-hidden="true">{text}</span>
            <span class="visually-hidden">{tf!(K::ShellPendingCount, n = count.text())}</span>
        }
    })
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
