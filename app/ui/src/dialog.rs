//! A question over the page, on the browser's own `<dialog>`: it traps the focus, answers Escape and gives the focus back.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    button::{Button, ButtonKind},
    i18n::{K, t},
    icon::IconName,
    toast::DialogToasts,
};

/// A dialog with a title; what it holds is built anew each time it opens.
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
    children: ChildrenFn,
) -> impl IntoView {
    let class = if wide { "dialog dialog--wide" } else { "dialog" };
    let times = times_opened(open);
    view! { <Modal name class title open>{move || (times.get() > 0).then(|| children())}</Modal> }
}

/// How often it has been opened so far.
fn times_opened(open: RwSignal<bool>) -> Memo<u32> {
    let turns = Memo::new(move |last: Option<&(u32, bool)>| {
        let (times, was_open) = last.copied().unwrap_or_default();
        let is_open = open.get();
        (times + u32::from(is_open && !was_open), is_open)
    });
    Memo::new(move |_| turns.get().0)
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
                if on_idle_backdrop(&event) {
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
            <DialogToasts open />
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

/// The frame fills the dialog, so only the backdrop hits the dialog itself. Where a form stands, a slip of the hand
/// beside it would cost what was typed.
fn on_idle_backdrop(event: &ev::MouseEvent) -> bool {
    let hit = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
    hit.is_some_and(|dialog| matches!(dialog.query_selector("form"), Ok(None)))
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
    children: ChildrenFn,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    // The second half of a double click must not answer what the first has brought up.
    let confirm = move |event: ev::MouseEvent| {
        if event.detail() < 2 {
            on_confirm.run(());
        }
    };
    let confirm_label = StoredValue::new(confirm_label);
    let children = StoredValue::new(children);
    view! {
        <Dialog name title open>
            <div class="dialog__body">{children.with_value(|children| children())}</div>
            <footer class="dialog__foot">
                <Button on:click=move |_| open.set(false)>{t(K::CommonCancel)}</Button>
                <Button kind pending on:click=confirm>{confirm_label.get_value()}</Button>
            </footer>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_opening_counts_as_a_new_turn() {
        Owner::new().with(|| {
            let open = RwSignal::new(false);
            let times = times_opened(open);
            let mut after = |now| {
                open.set(now);
                times.get_untracked()
            };
            assert_eq!([false, true, true, false, true].map(&mut after), [0, 1, 1, 1, 2]);
        });
    }
}
