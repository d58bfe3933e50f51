//! The way from an address to whatever answers it.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use model::Error;

use crate::{Shared, answer::Answer, files, layer, live, page, site, transfer};

/// Everything the server answers. Layers stand in the order in which an answer passes them: the last sees a
/// request first.
pub fn router(shared: Arc<Shared>) -> Router {
    let state = || Arc::clone(&shared);
    let asked = Router::new()
        .merge(page::pages(&shared))
        .merge(page::server_functions(&shared))
        .merge(desk_routes(&shared))
        .layer(from_fn_with_state(state(), layer::caller::caller))
        .layer(from_fn_with_state(state(), layer::origin))
        .layer(from_fn_with_state(state(), layer::rate));
    asked
        .merge(public_api(&shared))
        .merge(site::routes(&shared.config.site))
        .route("/healthz", get(health).with_state(state()))
        .layer(from_fn(layer::panic))
        .layer(from_fn(layer::head))
        .layer(from_fn_with_state(state(), layer::headers))
        .layer(from_fn_with_state(state(), layer::request_id))
}

/// What programs ask, by tokens and without cookies: nothing here looks at a session.
fn public_api(shared: &Arc<Shared>) -> Router {
    let settings = api::Settings { desk: shared.desk.clone(), style: shared.assets.style.clone() };
    api::router(settings)
        .layer(from_fn(layer::panic))
        .layer(from_fn_with_state(Arc::clone(shared), layer::caller::api_address))
        .layer(from_fn_with_state(Arc::clone(shared), layer::rate))
}

fn desk_routes(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/files", post(files::upload).layer(DefaultBodyLimit::max(files::UPLOAD_MAX_BYTES)))
        .route("/files/{id}", get(files::download))
        .route("/live", get(live::upgrade))
        .route("/imports", post(transfer::upload).layer(DefaultBodyLimit::max(transfer::UPLOAD_MAX_BYTES)))
        .route("/imports/{id}/errors.csv", get(transfer::errors))
        .route("/imports/template/{file}", get(transfer::template))
        .route("/export/{file}", get(transfer::export))
        .fallback(nowhere)
        .with_state(Arc::clone(shared))
}

/// A page for people who look, an error for programs that call.
async fn nowhere(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    if looks && !request.uri().path().starts_with("/api/") {
        return page::not_found(shared, request).await;
    }
    Answer(Error::NotFound).into_response()
}

/// Whether this server can answer: it can as long as its database does.
async fn health(State(shared): State<Arc<Shared>>) -> Response {
    let cache = [(header::CACHE_CONTROL, "no-store")];
    match desk::access::tenant(&shared.desk).await {
        Ok(_) => (cache, "ok").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, cache, "database").into_response(),
    }
}
