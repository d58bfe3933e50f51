//! Who else has the ticket open, and news of what they do to it.

use leptos::prelude::*;
use model::live::Present;
use ui::prelude::*;

use super::screen::Screen;
use crate::refresh;

/// 张伟正在查看, or typing.
#[component]
pub(super) fn Others(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket.with_untracked(|ticket| ticket.id);
    let present = session::use_live().presence(ticket);
    view! {
        <span class="presence" role="status">
            {move || present.get().iter().map(person).collect_view()}
        </span>
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

/// Loads the ticket again whenever something happens to it, and says politely who did it.
#[component]
pub(super) fn Announcer(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket.with_untracked(|ticket| ticket.id);
    let me = session::me().who.id;
    let news = RwSignal::new(String::new());
    let live = session::use_live();
    Effect::new(move |_| live.viewing(ticket, false));
    on_cleanup(move || live.left());
    refresh::on_events(move |event| event.ticket == Some(ticket), move || screen.refresh());
    live.on(move |event| {
        if let Some(who) = event.actor.as_ref().filter(|who| event.ticket == Some(ticket) && who.id != me) {
            news.set(tf!(K::TicketChangedBy, name = who.name));
        }
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite">{news}</p> }
}
