//! Pages and server functions: what Leptos renders, and what it finds in its context while it does.

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use desk::Ctx;
use leptos::{nonce::use_nonce, prelude::*, server_fn};
use leptos_axum::{ResponseOptions, handle_server_fns_with_context, render_app_async_with_context};
use tracing::warn;
use ui::{StatusSlot, provide_locale, theme::provide_theme, time::provide_zone};

use crate::{
    Shared,
    layer::{Preference, api_body, content_security_policy, gate, numbered},
};

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Every page of the app, behind the gate.
pub fn pages(shared: &Arc<Shared>) -> Router {
    let context = page_context(shared);
    let listings =
        leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, context.clone())
            .0;
    let mut router = Router::new();
    for listing in listings {
        let page = render_app_async_with_context(context.clone(), app::shell);
        router = router.route(listing.path(), get(page));
    }
    router.layer(middleware::from_fn(drawn_at)).layer(middleware::from_fn(gate))
}

/// Tells the page which event came last before it was drawn, from where it listens on.
async fn drawn_at(mut request: Request, next: Next) -> Response {
    note_last_event(&mut request).await;
    next.run(request).await
}

async fn note_last_event(request: &mut Request) {
    let last = match request.extensions().get::<Ctx>() {
        Some(ctx) => desk::event::last(ctx).await.map(Some),
        None => Ok(None),
    };
    match last {
        Ok(Some(seq)) => drop(request.extensions_mut().insert(session::DrawnAt(seq))),
        Ok(None) => {}
        Err(error) => warn!(%error, "a page does not know where to listen on from"),
    }
}

/// Every server function that the pages declare, at the path it declares.
pub fn server_functions(shared: &Arc<Shared>) -> Router {
    let mut router = Router::new();
    for (path, method) in server_fn::axum::server_fn_paths() {
        router = router.route(path, server_function(&method, shared));
    }
    router.layer(middleware::from_fn(numbered)).layer(middleware::from_fn(api_body))
}

fn server_function(method: &Method, shared: &Arc<Shared>) -> MethodRouter {
    let shared = Arc::clone(shared);
    let handler = move |request: Request<Body>| call(shared, request);
    if method == Method::GET { get(handler) } else { post(handler) }
}

/// Runs a server function. When it fails, the error that it ends with has the say over the status; a plain form is
/// sent back to its page instead.
async fn call(shared: Arc<Shared>, request: Request<Body>) -> Response {
    let last = Arc::new(AtomicU16::new(0));
    let told = Arc::clone(&last);
    let context = move || {
        let told = Arc::clone(&told);
        provide(&shared);
        provide_context(StatusSlot(Arc::new(move |status| told.store(status, Ordering::Relaxed))));
    };
    let mut response = handle_server_fns_with_context(context, request).await.into_response();
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && let Ok(status) = StatusCode::from_u16(last.load(Ordering::Relaxed))
    {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
    response
}

/// The page that says that there is nothing at this address.
pub async fn not_found(shared: Arc<Shared>, mut request: Request<Body>) -> Response {
    note_last_event(&mut request).await;
    let mut response = render_app_async_with_context(page_context(&shared), app::shell)(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// A page may set its status, and runs only the scripts that carry its nonce.
fn page_context(shared: &Arc<Shared>) -> impl Fn() + Clone + Send + Sync + 'static {
    let shared = Arc::clone(shared);
    move || {
        provide(&shared);
        let options = expect_context::<ResponseOptions>();
        let nonce = use_nonce();
        options.insert_header(header::CONTENT_SECURITY_POLICY, content_security_policy(nonce.as_deref()));
        options.insert_header(header::CACHE_CONTROL, NO_STORE);
        let set = move |status| {
            if let Ok(status) = StatusCode::from_u16(status) {
                options.set_status(status);
            }
        };
        provide_context(StatusSlot(Arc::new(set)));
    }
}

fn provide(shared: &Arc<Shared>) {
    provide_context(shared.desk.clone());
    provide_context(shared.assets.clone());
    provide_context(session::Secure(shared.config.secure()));
    let Some(parts) = use_context::<Parts>() else { return };
    let preference = parts.extensions.get::<Preference>().cloned().unwrap_or_default();
    provide_locale(preference.locale);
    provide_theme(preference.theme);
    if let Some(ctx) = parts.extensions.get::<Ctx>() {
        provide_zone(ctx.me.zone.clone());
    }
}
