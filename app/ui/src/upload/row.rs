//! One file in the list.

use leptos::prelude::*;

use super::{
    Stored,
    tray::{Item, Phase, Tray},
};
use crate::{
    fault::{file_error_text, size_text},
    i18n::{K, t, tf},
    icon::{Icon, IconName},
};

/// A file: picture or sign, name, size, how far it has come and what can be done.
#[component]
pub(super) fn Row(
    tray: Tray,
    item: Item,
    field: StoredValue<String>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let item = StoredValue::new(item);
    let (name, size, picture) = item.with_value(|item| (item.name.clone(), item.size, item.picture.clone()));
    let phase = item.with_value(|item| item.phase.clone());
    let thumbnail = match picture {
        Some(address) => {
            view! { <img class="upload__picture" src=address alt="" loading="lazy" /> }.into_any()
        }
        None => view! { <span class="upload__picture"><Icon name=IconName::File /></span> }.into_any(),
    };
    let is_failed = {
        let phase = phase.clone();
        move || phase.with(|phase| matches!(phase, Phase::Failed(_))).then_some("")
    };
    view! {
        <li class="upload__file" data-failed=is_failed>
            {thumbnail}
            {named(name, phase.clone())}
            <span class="upload__size">{size_text(size as u64)}</span>
            {move || status(item, phase.get(), field, disabled)}
            <Actions tray item disabled />
        </li>
    }
}

fn named(name: String, phase: ArcRwSignal<Phase>) -> impl IntoView {
    move || match phase.get() {
        Phase::Done(stored) => view! {
            <a class="upload__name" href=stored.href target="_blank" rel="noopener" title=name.clone()>
                {name.clone()}
            </a>
        }
        .into_any(),
        Phase::Waiting | Phase::Sending { .. } | Phase::Failed(_) => {
            view! { <span class="upload__name" title=name.clone()>{name.clone()}</span> }.into_any()
        }
    }
}

fn status(
    item: StoredValue<Item>,
    phase: Phase,
    field: StoredValue<String>,
    disabled: Signal<bool>,
) -> AnyView {
    match phase {
        Phase::Waiting => view! { <span class="upload__status">{t(K::UploadWaiting)}</span> }.into_any(),
        Phase::Sending { loaded, total } => {
            let label = item.with_value(|item| tf(K::UploadProgress, &[("name", &item.name)]));
            let total = total.max(1.0);
            let (max, value) = (total.to_string(), loaded.to_string());
            view! { <progress class="upload__progress" max=max value=value aria-label=label></progress> }
                .into_any()
        }
        Phase::Failed(error) => {
            view! { <span class="upload__status" role="alert">{reason(&error)}</span> }.into_any()
        }
        Phase::Done(stored) => hidden(field.get_value(), &stored, disabled),
    }
}

fn reason(error: &model::Error) -> String {
    match error {
        model::Error::Unavailable => t(K::UploadFailedAnswer).to_string(),
        error => file_error_text(error),
    }
}

fn hidden(name: String, stored: &Stored, disabled: Signal<bool>) -> AnyView {
    let detail = serde_json::to_string(stored).unwrap_or_default();
    view! { <input type="hidden" name=name value=stored.id.clone() data-draft=detail disabled=disabled /> }
        .into_any()
}

#[component]
fn Actions(tray: Tray, item: StoredValue<Item>, disabled: Signal<bool>) -> impl IntoView {
    let phase = item.with_value(|item| item.phase.clone());
    let named = move |key| item.with_value(|item| tf(key, &[("name", &item.name)]));
    let removing = {
        let phase = phase.clone();
        move || {
            named(if phase.with(|phase| matches!(phase, Phase::Sending { .. })) {
                K::UploadCancel
            } else {
                K::UploadRemove
            })
        }
    };
    let retry = move || {
        phase.with(|phase| matches!(phase, Phase::Failed(_))).then(|| {
            view! {
                <button
                    type="button"
                    class="upload__act"
                    aria-label=named(K::UploadRetry)
                    on:click=move |_| item.with_value(|item| tray.retry(item))
                >
                    <Icon name=IconName::Refresh />
                </button>
            }
        })
    };
    view! {
        <span class="upload__acts">
            {retry}
            <button
                type="button"
                class="upload__act"
                aria-label=removing
                disabled=disabled
                on:click=move |_| tray.remove(item.with_value(|item| item.key))
            >
                <Icon name=IconName::Close />
            </button>
        </span>
    }
}
