//! Files by choosing, dropping and pasting, sent at once with progress.

mod row;
mod stored;
mod tray;
mod under_way;

use leptos::{html, prelude::*};

pub(crate) use self::under_way::Uploader;
use self::{
    row::Row,
    tray::{Limits, Refused, Tray},
};
pub use self::{
    stored::{Stored, read_answer},
    under_way::Uploads,
};
use crate::{
    fault::size_text,
    field::{FieldContext, use_field},
    i18n::{K, t, tf},
    icon::{Icon, IconName},
    platform,
};

/// A field of files; each is sent as soon as it is there, and the form, which waits until then, submits their ids.
#[component]
pub fn Upload(
    /// The name under which the form submits each file's id.; found by the field around.
    #[prop(optional, into)]
    name: String,
    /// Where files are posted.
    #[prop(default = "/files".to_owned(), into)]
    address: String,
    /// The most bytes of one file.
    max_bytes: u64,
    /// The most files.
    max_count: usize,
    /// The files that are there already.
    #[prop(optional)]
    existing: Vec<Stored>,
    /// What the file chooser offers, as in `accept`.
    #[prop(optional, into)]
    accept: String,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_field(&name);
    let name = field.name.clone();
    let tray = Tray::new(Limits { max_bytes, max_count }, address, existing.clone());
    tray.follow_form(name.clone(), existing, disabled);
    let over = RwSignal::new(false);
    let submitted = StoredValue::new(name.clone());
    view! {
        <div class="upload" node_ref=tray.root data-draft-name=name>
            <div
                class="upload__zone"
                data-over=move || over.get().then_some("")
                on:dragenter=move |_| over.set(true)
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    over.set(false);
                    event.prevent_default();
                    if !disabled.get_untracked() {
                        tray.take(platform::dropped_files(&event), &event);
                    }
                }
            >
                <Chooser field accept tray disabled />
            </div>
            <ul class="upload__list" aria-label=t(K::UploadList) hidden=move || tray.items.with(Vec::is_empty)>
                <For each=move || tray.items.get() key=|item| item.key let:item>
                    <Row tray item field=submitted disabled />
                </For>
            </ul>
            <div class="upload__refused" role="alert">
                {move || {
                    let words = |refused| view! { <p>{words(refused, tray.limits)}</p> };
                    tray.refused.get().into_iter().map(words).collect_view()
                }}
            </div>
        </div>
    }
}

#[component]
fn Chooser(field: FieldContext, accept: String, tray: Tray, disabled: Signal<bool>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let ready = platform::mounted();
    let limits = tray.limits;
    let size = size_text(limits.max_bytes);
    view! {
        <input
            class="upload__input"
            id=field.id.clone()
            type="file"
            multiple={limits.max_count > 1}
            accept=(!accept.is_empty()).then_some(accept)
            disabled=move || disabled.get() || !ready.get()
            aria-describedby=field.described_by
            node_ref=input
            on:change=move |event| {
                event.stop_propagation();
                input.get_untracked().into_iter().for_each(|input| tray.add(platform::chosen_files(&input)));
            }
        />
        <label class="upload__choose" for=field.id>
            <Icon name=IconName::Upload />
            {t(K::UploadChoose)}
        </label>
        <span class="upload__hint">{tf(K::UploadHint, &[("size", &size), ("count", &limits.max_count.to_string())])}</span>
    }
}

fn words(refused: Refused, limits: Limits) -> String {
    match refused {
        Refused::TooLarge { name, size } => {
            let max = size_text(limits.max_bytes);
            tf(K::UploadTooLarge, &[("name", &name), ("size", &size_text(size as u64)), ("max", &max)])
        }
        Refused::TooMany { name } => {
            tf(K::UploadTooMany, &[("name", &name), ("count", &limits.max_count.to_string())])
        }
        Refused::Empty { name } => tf(K::UploadEmptyFile, &[("name", &name)]),
    }
}
