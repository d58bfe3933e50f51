//! The line where a link's address is typed.

use leptos::{prelude::*, web_sys};

use super::state::Writing;
use crate::{
    i18n::{K, t},
    platform,
};

/// The address of the link at the caret; shown on demand.
#[component]
pub(super) fn LinkBar(writing: Writing) -> impl IntoView {
    move || writing.linking.get().then(|| view! { <Line writing /> })
}

#[component]
fn Line(writing: Writing) -> impl IntoView {
    let id = writing.id.with_value(|id| format!("{id}-href"));
    let href = RwSignal::new(writing.caret.with_untracked(|caret| caret.href.clone()));
    let field = id.clone();
    Effect::new(move |_| {
        let field = field.clone();
        platform::after_paint(move || platform::focus(&field));
    });
    view! {
        <div class="rich__link" data-draft-skip="">
            <input
                id=id
                type="text"
                inputmode="url"
                autocomplete="off"
                placeholder="https://"
                aria-label=t(K::RichLinkHref)
                prop:value=href
                on:input=move |event| {
                    event.stop_propagation();
                    href.set(event_target_value(&event));
                }
                on:change=|event| event.stop_propagation()
                on:keydown=move |event| key(writing, href, &event)
            />
            <button type="button" class="rich__link-act" on:click=move |_| finish(writing, &href.get_untracked())>
                {t(K::RichLinkApply)}
            </button>
            <button type="button" class="rich__link-act" on:click=move |_| finish(writing, "")>
                {t(K::RichLinkRemove)}
            </button>
        </div>
    }
}

fn key(writing: Writing, href: RwSignal<String>, event: &web_sys::KeyboardEvent) {
    match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            finish(writing, &href.get_untracked());
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            writing.linking.set(false);
            writing.tell("focus", "");
        }
        _ => {}
    }
}

fn finish(writing: Writing, href: &str) {
    writing.linking.set(false);
    writing.tell("link", href.trim());
}
