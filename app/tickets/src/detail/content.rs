//! What was written when the ticket was registered (UK-116).

use leptos::prelude::*;
use model::attachment::beside;
use ui::prelude::*;

use super::{attachments::Attachments, screen::Screen};

#[component]
pub(super) fn Content(screen: Screen) -> impl IntoView {
    let ticket = screen.ticket;
    let files = Memo::new(move |_| ticket.with(|ticket| beside(&ticket.content, &ticket.attachments)));
    let (creator, created_at) =
        ticket.with_untracked(|ticket| (ticket.creator.name.clone(), ticket.created_at));
    view! {
        <section class="timeline__item" aria-label=t(K::TicketContent)>
            <Avatar name=creator.clone() />
            <p class="timeline__who"><strong>{creator}</strong>" "{t(K::LineRegistered)}" "<TimeTag at=created_at /></p>
            <div class="timeline__body">
                <div class="prose" inner_html=move || ticket.with(|ticket| ticket.content.clone())></div>
                {move || view! { <Attachments files=files.get() enlarged=screen.enlarged /> }}
            </div>
        </section>
    }
}
