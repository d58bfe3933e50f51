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
use desk::{Ctx, ticket};
use futures_util::future::BoxFuture;
use model::{Error, Result};

use crate::{extract::Seen, problem::Trouble};
use shape::Ticket;

/// How often a write is tried that takes whatever version there is.
const TRIES: usize = 3;

/// Does something to a ticket at the version that the writer has seen.
pub(crate) async fn at<'a>(
    ctx: &'a Ctx,
    number: i64,
    seen: Seen,
    act: impl Fn(i64) -> BoxFuture<'a, Result<()>>,
) -> Result<(), Trouble> {
    match seen {
        Seen::ByBody(version) => Ok(act(version).await?),
        Seen::ByHeader(version) => act(version).await.map_err(overtaken),
        Seen::Any => {
            for _ in 1..TRIES {
                match act(ticket::detail(ctx, number).await?.version).await {
                    Err(Error::Conflict(_)) => {}
                    done => return Ok(done?),
                }
            }
            Ok(act(ticket::detail(ctx, number).await?.version).await?)
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

/// The ticket as it stands now; nothing when what was done took it out of the person's sight.
pub(crate) async fn now(ctx: &Ctx, number: i64) -> Result<Response, Trouble> {
    match ticket::detail(ctx, number).await {
        Ok(detail) => Ok(Ticket::from(detail).into_response()),
        Err(Error::NotFound) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(error.into()),
    }
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
