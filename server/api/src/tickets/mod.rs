//! 工单 for programs.

pub mod answers;
pub mod list;
pub mod moves;
pub mod reading;
pub mod shape;
pub mod writing;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::ticket;
use futures_util::future::BoxFuture;
use model::{Error, Result, ticket::TicketDetail, token::Grant};

use crate::{
    extract::Seen,
    gate::{By, WriteTickets},
    problem::Trouble,
};
use shape::Ticket;

/// How often a write is tried that takes whatever version there is.
pub(crate) const TRIES: usize = 3;

/// Does something to a ticket at the version that the writer has seen.
pub(crate) async fn at<'a>(
    by: &'a By<WriteTickets>,
    number: i64,
    seen: Seen,
    act: impl Fn(i64) -> BoxFuture<'a, Result<()>>,
) -> Result<(), Trouble> {
    let done = match seen {
        Seen::ByBody(version) => act(version).await.map_err(Trouble::from),
        Seen::ByHeader(version) => act(version).await.map_err(overtaken),
        Seen::Any => at_any(by, number, act).await.map_err(Trouble::from),
    };
    done.map_err(|trouble| by.told(trouble, Grant::ReadTickets))
}

/// Does it at whatever version there is. A ticket that is not there any more is asked all the same, for what is
/// repeated under a key has been done even if it took the ticket out of sight.
async fn at_any<'a>(
    by: &'a By<WriteTickets>,
    number: i64,
    act: impl Fn(i64) -> BoxFuture<'a, Result<()>>,
) -> Result<()> {
    let mut tries = 1;
    loop {
        let version = match ticket::detail(by.ctx(), number).await {
            Ok(detail) => detail.version,
            Err(Error::NotFound) => 0,
            Err(error) => return Err(error),
        };
        match act(version).await {
            Err(Error::Conflict(_)) if tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

/// What was named in `If-Match` and is not there any more has a status of its own.
pub(crate) fn overtaken(error: Error) -> Trouble {
    match error {
        Error::Conflict(conflict) => Trouble::Overtaken(conflict),
        error => error.into(),
    }
}

/// The ticket as it stands now, as far as the token may read it; nothing when what was done took it out of the person's
/// sight.
pub(crate) async fn now(by: &By<WriteTickets>, number: i64) -> Result<Response, Trouble> {
    match ticket::detail(by.ctx(), number).await {
        Ok(detail) if by.may(Grant::ReadTickets) => Ok(read(by, detail).into_response()),
        Ok(detail) => {
            Ok((StatusCode::NO_CONTENT, [(header::ETAG, entity_tag(detail.version))]).into_response())
        }
        Err(Error::NotFound) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(error.into()),
    }
}

/// The ticket for a token that may read it, with as much of its contact as that may know.
pub(crate) fn read<N>(by: &By<N>, detail: TicketDetail) -> Ticket {
    Ticket::of(detail, by.may(Grant::ReadContacts))
}

impl IntoResponse for Ticket {
    fn into_response(self) -> Response {
        let tag = entity_tag(self.version);
        ([(header::ETAG, tag)], Json(self)).into_response()
    }
}

/// The entity tag of a version.
pub(crate) fn entity_tag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}
