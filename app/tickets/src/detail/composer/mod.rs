//! 回复, 再追问 and 内部备注.

mod kind;
mod panel;
mod pen;

use leptos::{ev::MouseEvent, prelude::*, wasm_bindgen::JsCast, web_sys};
use ui::prelude::*;

use self::{kind::Voice, panel::Panel, pen::Pen};
use super::screen::Screen;

/// One panel for what everybody reads and one for notes. What can be done there changes with the ticket; the panels
/// stay, and with them what was typed.
#[component]
pub(super) fn Composer(screen: Screen) -> impl IntoView {
    let pens = Voice::ALL.map(|voice| Pen::new(screen, voice));
    let items = Memo::new(move |_| {
        pens.iter().filter(|pen| pen.is_at_hand()).map(|pen| pen.tab()).collect::<Vec<_>>()
    });
    let selected = RwSignal::new(items.with_untracked(|items| items.first().map_or("", |item| item.id)));
    Effect::watch(
        move || items.get(),
        move |items, before, _| keep_selected(selected, items, before, &pens),
        false,
    );
    let panels = pens.map(|pen| {
        view! {
            <Show when=move || pen.is_at_hand()>
                <TabPanel tabs="composer" id=pen.voice.name() selected><Panel pen /></TabPanel>
            </Show>
        }
    });
    view! {
        <section class="composer" id="composer" aria-label=t(K::ComposerTitle) on:mousedown=hold_still>
            <Tabs name="composer" label=t(K::ComposerTitle) items selected />
            {panels.collect_view()}
        </section>
    }
}

fn keep_selected(
    selected: RwSignal<&'static str>,
    items: &[TabItem],
    before: Option<&Vec<TabItem>>,
    pens: &[Pen],
) {
    let now = selected.get_untracked();
    let writes = pens.iter().any(|pen| pen.voice.name() == now && pen.is_in_use());
    let has_more = before.is_some_and(|before| before.len() < items.len());
    if let Some(next) = leads_to(now, items, has_more && !writes) {
        selected.set(next);
    }
}

/// The first panel, which is the likely one, when the one that showed is gone, or when one has come back and nothing is
/// being written.
fn leads_to(now: &str, items: &[TabItem], is_free: bool) -> Option<&'static str> {
    let is_there = items.iter().any(|item| item.id == now);
    items.first().filter(|first| first.id != now && (is_free || !is_there)).map(|first| first.id)
}

/// Leaves the focus where it is when a button is pressed: on a phone the composer folds and unfolds with the focus,
/// and the button would slip away from under the finger.
fn hold_still(event: MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |element: &web_sys::Element, places| matches!(element.closest(places), Ok(Some(_)));
    // A list of choices opens by this very event.
    if pressed.is_some_and(|element| within(&element, "button, label") && !within(&element, "select, input"))
    {
        event.prevent_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_that_is_gone_gives_way_and_one_that_is_written_in_does_not() {
        let (reply, note) = (TabItem::new("reply", "回复"), TabItem::new("note", "内部备注"));
        let both = [reply, note.clone()];
        assert_eq!(leads_to("reply", &[note], false), Some("note"));
        assert_eq!(leads_to("note", &both, true), Some("reply"));
        assert_eq!(leads_to("note", &both, false), None);
        assert_eq!(leads_to("reply", &both, true), None);
        assert_eq!(leads_to("reply", &[], true), None);
    }
}
