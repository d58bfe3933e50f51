//! 工单处理界面: the page of one ticket.

mod actions;
pub mod api;
mod asked;
mod assign;
mod attachments;
mod composer;
mod content;
mod header;
mod history;
mod line;
mod part;
mod presence;
mod screen;
mod side;
mod tracker;
mod typing;
mod view;

pub use presence::attend;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ticket::View;
use ui::prelude::*;

use self::{screen::Screen, view::Ticket};
use crate::{list::Views, steady::Steady};

/// The page of one ticket; `?view=` says from which list it was opened.
#[component]
pub fn DetailPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let number = Memo::new(move |_| {
        params.with(|params| params.get("number")?.parse::<i64>().ok()).unwrap_or_default()
    });
    let from = Memo::new(move |_| query.with(|query| query.get("view")?.parse::<View>().ok()));
    view! {
        <div class="desk desk--ticket">
            <Views current=from />
            <For each=move || [number.get()] key=|number| *number let:number>
                <Loaded number from=from.into() />
            </For>
        </div>
    }
}

#[component]
fn Loaded(number: i64, from: Signal<Option<View>>) -> impl IntoView {
    let detail = Resource::new(move || number, api::detail);
    view! {
        <Steady resource=detail skeleton=|| view! { <Skeleton lines=14 /> } page=true let:ticket>
            <Ticket screen=Screen::new(ticket, from, detail) />
        </Steady>
    }
}
