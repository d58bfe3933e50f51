//! 附件 for programs: uploaded first, then named by what they belong to.

use axum::{
    Json,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use desk::{attachment, ticket};
use model::{AttachmentId, Error, Problem, attachment::FILE_MAX_BYTES, route::encode};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    BASE,
    extract::Named,
    gate::{By, ReadTickets, WriteTickets},
    instant::written,
    params::OfTicket,
    problem::Trouble,
};

/// A stored file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attachment {
    /// The file.
    id: Uuid,
    /// The reply it came with; none when it belongs to the ticket's own content.
    reply_id: Option<Uuid>,
    /// Its name.
    name: String,
    /// Its size in bytes.
    size: i64,
    /// What its content is, found out by looking at it.
    media_type: String,
    /// When it was uploaded.
    #[schema(format = DateTime)]
    created_at: String,
    /// The address of its content.
    href: String,
}

impl From<model::attachment::Attachment> for Attachment {
    fn from(file: model::attachment::Attachment) -> Self {
        Self {
            id: file.id.0,
            reply_id: file.reply_id.map(|id| id.0),
            name: file.name,
            size: file.size,
            media_type: file.media_type,
            created_at: written(file.created_at),
            href: format!("{BASE}/attachments/{}", file.id),
        }
    }
}

/// The files of a ticket.
#[derive(Serialize, ToSchema)]
pub struct AttachmentList {
    /// The files, in the order in which they came.
    items: Vec<Attachment>,
}

/// A file to be uploaded.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form, which is read piece by piece")]
pub struct UploadForm {
    /// The file with its name.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// Upload a file
///
/// It belongs to nobody until a ticket or reply names it, and is dropped after a day.
#[utoipa::path(post, path = "/attachments", tag = "attachments", operation_id = "upload_attachment",
    security(("token" = ["tickets:write"])), request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "What is known of it", body = Attachment)))]
pub async fn upload(by: By<WriteTickets>, request: Request) -> Result<Response, Trouble> {
    let (name, bytes) = received(request).await?;
    let stored = attachment::store(by.ctx(), &name, bytes).await?;
    Ok((StatusCode::CREATED, Json(Attachment::from(stored))).into_response())
}

/// The file that a form brings, with the name it was given.
pub async fn received(request: Request) -> Result<(String, Vec<u8>), Trouble> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data")) {
        return Err(Trouble::MediaType);
    }
    let mut form =
        Multipart::from_request(request, &()).await.map_err(|error| Trouble::Malformed(error.to_string()))?;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            return Ok((name, bytes(field).await?));
        }
    }
    Err(Error::at("file", Problem::Required).into())
}

async fn bytes(mut field: Field<'_>) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        if (bytes.len() + chunk.len()) as u64 > FILE_MAX_BYTES {
            return Err(Error::TooLarge { max_bytes: FILE_MAX_BYTES }.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// A form that breaks off, or goes on for too long.
fn broken(error: &MultipartError) -> Trouble {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { max_bytes: FILE_MAX_BYTES }.into(),
        _ => Trouble::Malformed(error.to_string()),
    }
}

/// List the files of a ticket
#[utoipa::path(get, path = "/tickets/{number}/attachments", tag = "attachments", operation_id = "list_attachments",
    security(("token" = ["tickets:read"])), params(OfTicket),
    responses((status = 200, description = "The files of the ticket and its replies", body = AttachmentList)))]
pub async fn list(by: By<ReadTickets>, Named(number): Named<i64>) -> Result<Json<AttachmentList>, Trouble> {
    let detail = ticket::detail(by.ctx(), number).await?;
    let replies = detail.entries.into_iter().filter_map(|entry| entry.reply);
    let files = detail.attachments.into_iter().chain(replies.flat_map(|reply| reply.attachments));
    let mut items: Vec<_> = files.collect();
    items.sort_by_key(|file| file.id);
    Ok(Json(AttachmentList { items: items.into_iter().map(Attachment::from).collect() }))
}

/// Download a file
#[utoipa::path(get, path = "/attachments/{id}", tag = "attachments", operation_id = "download_attachment",
    security(("token" = ["tickets:read"])), params(("id" = Uuid, Path, description = "The file")),
    responses((status = 200, description = "Its content", body = Vec<u8>, content_type = "application/octet-stream",
        headers(("Content-Disposition" = String, description = "Its name")))))]
pub async fn download(by: By<ReadTickets>, Named(id): Named<AttachmentId>) -> Result<Response, Trouble> {
    let (file, bytes) = attachment::open(by.ctx(), id).await?;
    let name = format!("attachment; filename*=UTF-8''{}", encode(&file.name));
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
