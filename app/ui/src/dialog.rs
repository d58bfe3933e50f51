//! A question over the page, on the browser's own `<dialog>`: it traps the focus, answers Escape and gives the focus back.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    button::{Button, ButtonKind},
    i18n::{K, t},
    icon::IconName,
};

/// A dialog with a title.
#[component]
pub fn Dialog(
    /// The name, unique on the page.
    name: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it shows.
    #[prop(into)]
    open: RwSignal<bool>,
    /// Wide enough for a form of two columns.
    #[prop(optional)]
    wide: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = if wide { "dialog dialog--wide" } else { "dialog" };
    view! { <Modal name class title open>{children()}</Modal> }
}

/// The frame of dialogs and drawers.
#[component]
pub(crate) fn Modal(
    name: &'static str,
    class: &'static str,
    title: Signal<String>,
    open: RwSignal<bool>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = node.get() {
            show(&dialog, wanted);
        }
    });
    view! {
        <dialog
            class=class
            id=name
            aria-labelledby=format!("{name}-title")
            node_ref=node
            on:close=move |_| open.set(false)
            on:click=move |event| {
                if on_backdrop(&event) {
                    open.set(false);
                }
            }
        >
            <div class="dialog__frame">
                <header class="dialog__head">
                    <h2 class="dialog__title" id=format!("{name}-title")>{move || title.get()}</h2>
                    <Button kind=ButtonKind::Ghost icon=IconName::Close label=t(K::CommonClose) on:click=move |_| open.set(false) />
                </header>
                {children()}
            </div>
        </dialog>
    }
}

fn show(dialog: &web_sys::HtmlDialogElement, wanted: bool) {
    if wanted && !dialog.open() {
        let _ = dialog.show_modal();
    } else if !wanted && dialog.open() {
        dialog.close();
    }
}

/// The frame fills the dialog, so only the backdrop hits the dialog itself.
fn on_backdrop(event: &ev::MouseEvent) -> bool {
    event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlDialogElement>().is_some())
}

/// Asks before something is done that cannot be undone.
#[component]
pub fn Confirm(
    /// The name, unique on the page.
    name: &'static str,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it shows.
    #[prop(into)]
    open: RwSignal<bool>,
    /// What the answer does, as a verb.
    #[prop(into)]
    confirm_label: String,
    /// Whether something is destroyed.
    #[prop(optional)]
    danger: bool,
    /// Whether the answer's work is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Told when the answer is yes; closing is up to it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What will happen, in words.
    children: Children,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Dialog name title open>
            <div class="dialog__body">{children()}</div>
            <footer class="dialog__foot">
                <Button on:click=move |_| open.set(false)>{t(K::CommonCancel)}</Button>
                <Button kind pending on:click=move |_| on_confirm.run(())>{confirm_label}</Button>
            </footer>
        </Dialog>
    }
}
