//! The browser side: hashed files that never change, and the few that must always be asked for again.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::ServeDir;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const COMPRESSED: HeaderValue = HeaderValue::from_static("accept-encoding");

/// The routes of the site folder.
pub fn routes(site: &Path) -> Router {
    let folder = |name: &str| ServeDir::new(site.join(name)).precompressed_br().precompressed_gzip();
    let root =
        ServeDir::new(site).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let mut router =
        Router::new().nest_service("/pkg", folder("pkg")).nest_service("/icons", folder("icons"));
    for file in
        ["/sw.js", "/manifest.webmanifest", "/favicon.ico", "/robots.txt", "/offline.html", "/offline.css"]
    {
        router = router.route_service(file, root.clone());
    }
    router.layer(middleware::from_fn(caching))
}

async fn caching(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let lasting = match path {
        path if path.starts_with("/pkg/") => IMMUTABLE,
        "/sw.js" | "/manifest.webmanifest" | "/offline.html" => ASK_AGAIN,
        _ => AN_HOUR,
    };
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let lasting = if found { lasting } else { HeaderValue::from_static("no-store") };
    response.headers_mut().insert(header::CACHE_CONTROL, lasting);
    response.headers_mut().insert(header::VARY, COMPRESSED);
    response
}
