//! `POST /imports`: a plain form with what the rows are and the file, which leads on to the page of the import.

use axum::{
    Extension,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use desk::{Ctx, import};
use model::{
    Error, ImportId, Problem, Result, Route,
    policy::Right,
    route::Query,
    transfer::{FILE_MAX_BYTES, Flaw, Subject},
};
use tokio::io::AsyncWriteExt;

use crate::{
    answer::{answer, wants_page},
    layer::{RequestId, SignedIn, announced},
};

/// The most bytes of a request that brings a file to import.
pub const UPLOAD_MAX_BYTES: usize = FILE_MAX_BYTES as usize + 1024 * 1024;

/// Takes the file in, and leads on to the page of the import, or back with the reason why not.
pub async fn upload(
    SignedIn(ctx): SignedIn,
    Extension(number): Extension<RequestId>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let mut what = Subject::Tickets;
    match take(&ctx, request, &mut what).await {
        Ok(id) => Redirect::to(&Route::Import(id).href()).into_response(),
        Err(error) => match flaw_of(&error) {
            Some(flaw) if wants_page(&headers) => back(what, flaw),
            _ => answer(&headers, &number, error),
        },
    }
}

fn flaw_of(error: &Error) -> Option<Flaw> {
    match error {
        Error::Invalid(errors) => match errors.at("file") {
            Some(Problem::Unreadable(flaw)) => Some(*flaw),
            _ => None,
        },
        _ => None,
    }
}

/// Back to where files are brought, with what was chosen there and what is wrong with the file.
fn back(what: Subject, flaw: Flaw) -> Response {
    let mut query = Query::default();
    query.add("what", Some(what.code()));
    query.add("flaw", Some(flaw.code()));
    let mut response = Redirect::to(&format!("{}{query}", Route::Transfer.href())).into_response();
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

async fn take(ctx: &Ctx, request: Request, what: &mut Subject) -> Result<ImportId> {
    ctx.authorize(Right::Import)?;
    if announced(request.headers()) > UPLOAD_MAX_BYTES as u64 {
        return Err(flawed(Flaw::TooLarge));
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    while let Some(field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("what") => {
                let code = field.text().await.map_err(cut_off)?;
                *what = code.parse().map_err(|()| Error::at("what", Problem::NotOffered))?;
            }
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let file = spooled(ctx, field).await?;
                return import::take(ctx, *what, &name, file).await;
            }
            _ => {}
        }
    }
    Err(flawed(Flaw::Empty))
}

/// Writes the file to disk as it comes in, without a name that would have to be removed.
async fn spooled(ctx: &Ctx, mut field: Field<'_>) -> Result<std::fs::File> {
    let file = tempfile::tempfile_in(&ctx.desk.spool).map_err(|error| full(&error))?;
    let mut file = tokio::fs::File::from_std(file);
    let mut size = 0;
    while let Some(chunk) = field.chunk().await.map_err(cut_off)? {
        size += chunk.len() as u64;
        if size > FILE_MAX_BYTES {
            return Err(flawed(Flaw::TooLarge));
        }
        file.write_all(&chunk).await.map_err(|error| full(&error))?;
    }
    file.flush().await.map_err(|error| full(&error))?;
    Ok(file.into_std().await)
}

fn flawed(flaw: Flaw) -> Error {
    Error::at("file", Problem::Unreadable(flaw))
}

fn cut_off(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { flawed(Flaw::TooLarge) } else { broken() }
}

/// The form came in only in part, or is none.
fn broken() -> Error {
    Error::at("", Problem::NotOffered)
}

fn full(error: &std::io::Error) -> Error {
    tracing::error!(%error, "an upload could not be kept");
    Error::Unavailable
}
