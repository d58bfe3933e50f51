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
    answer::{Answer, answer, wants_page},
    layer::{RequestId, announced},
};

/// The most bytes of a request that brings a file to import.
pub const UPLOAD_MAX_BYTES: usize = FILE_MAX_BYTES as usize + 1024 * 1024;

/// Takes the file in, and leads on to the page of the import, or back with the reason why not.
pub async fn upload(
    ctx: Option<Extension<Ctx>>,
    Extension(number): Extension<RequestId>,
    request: Request,
) -> Response {
    let Some(Extension(ctx)) = ctx else { return Answer(Error::SignedOut).into_response() };
    let headers = request.headers().clone();
    match take(&ctx, request).await {
        Ok(id) => Redirect::to(&Route::Import(id).href()).into_response(),
        Err(Error::Invalid(errors)) if wants_page(&headers) => back(errors.at("file")),
        Err(error) => answer(&headers, &number, error),
    }
}

/// Back to where files are brought, with what is wrong with this one.
fn back(problem: Option<&Problem>) -> Response {
    let flaw = match problem {
        Some(Problem::Unreadable(flaw)) => *flaw,
        _ => Flaw::Empty,
    };
    let mut query = Query::default();
    query.add("flaw", Some(flaw.code()));
    let mut response = Redirect::to(&format!("{}{query}", Route::Transfer.href())).into_response();
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

async fn take(ctx: &Ctx, request: Request) -> Result<ImportId> {
    ctx.authorize(Right::Import)?;
    if announced(request.headers()) > UPLOAD_MAX_BYTES as u64 {
        return Err(flawed(Flaw::TooLarge));
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| flawed(Flaw::Empty))?;
    let mut what = Subject::Tickets;
    while let Some(field) = form.next_field().await.map_err(cut_off)? {
        match field.name() {
            Some("what") => {
                let code = field.text().await.map_err(cut_off)?;
                what = code.parse().map_err(|()| Error::at("what", Problem::NotOffered))?;
            }
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let file = spooled(ctx, field).await?;
                return import::take(ctx, what, &name, file).await;
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
    flawed(if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Flaw::TooLarge } else { Flaw::Empty })
}

fn full(error: &std::io::Error) -> Error {
    tracing::error!(%error, "an upload could not be kept");
    Error::Unavailable
}
