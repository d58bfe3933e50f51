//! The page as a table of contents.

use leptos::prelude::*;

use super::{
    attachments::Lightbox, composer::Composer, content::Content, header::Header, history::History,
    presence::Announcer, screen::Screen, side::Side, tracker::Tracker,
};

#[component]
pub(super) fn Ticket(screen: Screen) -> impl IntoView {
    view! {
        <article class="ticket" aria-labelledby="ticket-title">
            <Header screen />
            <Tracker screen />
            <div class="ticket__feed">
                <Content screen />
                <History screen />
            </div>
            <Composer screen />
        </article>
        <Side screen />
        <Announcer screen />
        <Lightbox enlarged=screen.enlarged />
    }
}
