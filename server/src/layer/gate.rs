//! Pages are for people who are signed in, but for the few that lead there.

use axum::{
    extract::Request,
    http::Uri,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use desk::Ctx;
use model::{Route, next::sign_in_href};

/// Sends people without a session to sign in and back, and those with one past the sign-in page.
pub async fn gate(request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<Ctx>().is_some();
    let path = request.uri().path();
    if signed_in && path == Route::SignIn.href() {
        return Redirect::to(&Route::Overview.href()).into_response();
    }
    if signed_in || is_public(path) {
        return next.run(request).await;
    }
    to_sign_in(request.uri())
}

fn is_public(path: &str) -> bool {
    path == Route::SignIn.href() || path == Route::Components.href() || path.starts_with("/setup/")
}

/// Leads to the sign-in page, and from there back to where the person wanted to go.
pub fn to_sign_in(uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::to(&sign_in_href(wanted)).into_response()
}
