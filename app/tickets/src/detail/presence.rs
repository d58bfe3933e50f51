//! Who else has the ticket open, and news of what they do to it.

use leptos::prelude::*;
use model::{TicketId, live::Present};
use ui::{platform::Debounce, prelude::*};

use super::screen::Screen;

/// 张伟正在查看, or typing. What is read out is who came and who left, not each pause in somebody's typing.
#[component]
pub(super) fn Others(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket.with_untracked(|ticket| ticket.id);
    let present = session::use_live().presence(ticket);
    view! {
        <span class="presence">{move || present.get().iter().map(person).collect_view()}</span>
        <ReadOut present />
    }
}

/// Says who is here once that has not changed for a while: a short break of the connection is no news.
#[component]
fn ReadOut(present: Signal<Vec<Present>>) -> impl IntoView {
    const SETTLED_MILLIS: u64 = 3000;
    let names = Memo::new(move |_| present.with(|present| names(present)));
    let said = RwSignal::new(None::<String>);
    let settle = Debounce::new(SETTLED_MILLIS);
    Effect::new(move |_| {
        let names = names.get();
        settle.run(move || said.update(|said| *said = read_out(said.as_deref(), &names)));
    });
    view! { <span class="visually-hidden" role="status">{move || said.get()}</span> }
}

fn names(present: &[Present]) -> Vec<String> {
    present.iter().map(|present| present.who.name.clone()).collect()
}

/// The words for who is here; that nobody is, only after somebody was.
fn read_out(before: Option<&str>, names: &[String]) -> Option<String> {
    if names.is_empty() {
        before.map(|_| t(K::PresenceAlone).to_owned())
    } else {
        Some(tf!(K::PresenceHere, names = names.join(" · ")))
    }
}

fn person(present: &Present) -> impl IntoView + use<> {
    let name = present.who.name.clone();
    let words = if present.typing {
        tf!(K::PresenceTyping, name = name)
    } else {
        tf!(K::PresenceViewing, name = name)
    };
    view! { <span class="presence__person" data-typing=present.typing.then_some("")><Avatar name small=true />{words}</span> }
}

/// Tells the others that this page shows the ticket, and says politely who has changed it.
#[component]
pub(super) fn Announcer(screen: Screen) -> impl IntoView {
    let changed = attend(screen.ticket.with_untracked(|ticket| ticket.id), false);
    view! { <p class="visually-hidden" role="status" aria-live="polite">{move || changed.get()}</p> }
}

/// Tells the others that this person is at the ticket, perhaps writing, until the current owner is cleaned up; gives in
/// words who of them has changed it last.
pub fn attend(ticket: TicketId, writes: bool) -> Signal<Option<String>> {
    let me = session::me().who.id;
    let changed = RwSignal::new(None);
    let live = session::use_live();
    Effect::new(move |_| live.viewing(ticket, writes));
    on_cleanup(move || live.left());
    live.on(move |event| {
        let other = event.actor.as_ref().filter(|who| who.id != me);
        if let Some(who) = other.filter(|_| event.ticket == Some(ticket)) {
            changed.set(Some(tf!(K::TicketChangedBy, name = who.name)));
        }
    });
    changed.into()
}
