//! Pages are for people who are signed in, but for the few that lead there.

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, Method, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use desk::Ctx;
use model::{Error, Route, next::sign_in_href};

use crate::answer::{Answer, wants_page};

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

/// Whoever is signed in. Anybody else is led to sign in, or told so where a program asks.
pub struct SignedIn(pub Ctx);

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        match parts.extensions.get::<Ctx>() {
            Some(ctx) => Ok(Self(ctx.clone())),
            None if !wants_page(&parts.headers) => Err(Answer(Error::SignedOut).into_response()),
            None if parts.method == Method::POST => Err(to_sign_in(&form_page(&parts.headers))),
            None => Err(to_sign_in(&parts.uri)),
        }
    }
}

/// The page on which a form stood that was posted.
fn form_page(headers: &HeaderMap) -> Uri {
    let page = headers.get(header::REFERER).and_then(|page| page.to_str().ok());
    page.and_then(|page| page.parse().ok()).unwrap_or_default()
}

/// Leads to the sign-in page, and from there back to where the person wanted to go.
fn to_sign_in(uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::to(&sign_in_href(wanted)).into_response()
}
