//! Live updates: `GET /live` is a socket on which a page hears what happened and who else is looking.

mod pages;
mod presence;
mod socket;

pub use pages::Pages;
pub use presence::Rooms;

use std::{sync::Arc, time::Duration};

use axum::{
    Extension,
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::{IntoResponse, Response},
};
use desk::{Ctx, Desk};
use model::Error;
use tracing::warn;

use crate::{Shared, answer::Answer, layer::caller::SessionToken};

const MESSAGE_MAX_BYTES: usize = 4 * 1024;
const BUFFER_BYTES: usize = 4 * 1024;
/// A page that does not read while this much waits for it is cut off and catches up later.
const UNSENT_MAX_BYTES: usize = 1024 * 1024;
/// When a person with too many open pages may try another.
const CROWDED_SECONDS: u32 = 30;
const POLL_EVERY: Duration = Duration::from_millis(250);

/// Opens the socket for a signed-in person; the origin has been checked on the way here. A page whose session has
/// ended is told so on the socket, for a browser does not show it the status of a refused one.
pub async fn upgrade(
    State(shared): State<Arc<Shared>>,
    ctx: Option<Extension<Ctx>>,
    token: Option<Extension<SessionToken>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let place = match &ctx {
        Some(Extension(ctx)) => match shared.pages.open(ctx.actor_id()) {
            Some(place) => Some(place),
            None => return Answer(Error::Throttled { retry_after_seconds: CROWDED_SECONDS }).into_response(),
        },
        None => None,
    };
    upgrade
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(UNSENT_MAX_BYTES)
        .max_message_size(MESSAGE_MAX_BYTES)
        .max_frame_size(MESSAGE_MAX_BYTES)
        .on_upgrade(async move |socket| {
            let _place = place;
            match (ctx, token) {
                (Some(Extension(ctx)), Some(Extension(token))) => {
                    socket::serve(socket, shared, ctx, token.0).await
                }
                (None, _) | (_, None) => socket::refuse(socket).await,
            }
        })
}

/// Notices what other servers write into the same database, until stopped.
pub async fn poll(desk: Desk) {
    let mut tick = tokio::time::interval(POLL_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = desk.live.poll(&desk).await {
            warn!(%error, "the event log cannot be polled");
        }
    }
}
