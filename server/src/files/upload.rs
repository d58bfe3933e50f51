//! `POST /files`: one file as the multipart field `file`.

use axum::{
    Extension, Json,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use desk::{Ctx, attachment};
use model::{Error, Problem, Result, attachment::FILE_MAX_BYTES};
use ui::upload::Stored;

use crate::{
    answer::{Answer, answer},
    layer::{RequestId, announced},
};

/// The most bytes of a request that brings a file.
pub const UPLOAD_MAX_BYTES: usize = FILE_MAX_BYTES as usize + 1024 * 1024;

/// Stores the file and answers what is known of it.
pub async fn upload(
    ctx: Option<Extension<Ctx>>,
    Extension(number): Extension<RequestId>,
    request: Request,
) -> Response {
    let Some(Extension(ctx)) = ctx else { return Answer(Error::SignedOut).into_response() };
    let headers = request.headers().clone();
    match take(&ctx, request).await {
        Ok(stored) => Json(stored).into_response(),
        Err(error) => answer(&headers, &number, error),
    }
}

async fn take(ctx: &Ctx, request: Request) -> Result<Stored> {
    if !asked_by_our_script(request.headers()) {
        return Err(Error::Forbidden);
    }
    if announced(request.headers()) > UPLOAD_MAX_BYTES as u64 {
        return Err(too_large());
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let file = attachment::store(ctx, &name, bytes(field).await?).await?;
            let (id, href) = (file.id.to_string(), file.href());
            return Ok(Stored { id, name: file.name, size: file.size, media_type: file.media_type, href });
        }
    }
    Err(Error::at("file", Problem::Required))
}

/// A plain form cannot set this header, so another site cannot either without asking first.
fn asked_by_our_script(headers: &HeaderMap) -> bool {
    headers.get("x-requested-with").is_some_and(|value| value == "gongdan")
}

async fn bytes(mut field: Field<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| broken())? {
        if (bytes.len() + chunk.len()) as u64 > FILE_MAX_BYTES {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn too_large() -> Error {
    Error::TooLarge { max_bytes: FILE_MAX_BYTES }
}

fn broken() -> Error {
    Error::at("file", Problem::FileRefused)
}
