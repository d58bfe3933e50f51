//! The document as a page.

use std::sync::Arc;

use axum::{extract::State, response::Html};

use crate::Shared;

pub async fn page(
    State((_shared, document)): State<(Shared, Arc<utoipa::openapi::OpenApi>)>,
) -> Html<String> {
    Html(document.info.title.clone())
}
