//! A fault of ours ends one request, not the server.

use std::panic::AssertUnwindSafe;

use axum::{extract::Request, middleware::Next, response::Response};
use futures_util::FutureExt;
use model::Error;
use tracing::error;

use super::RequestId;
use crate::answer::answer;

/// Answers 500 with the request's number when something panics.
pub async fn panic(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let is_api = api::answers(request.uri().path());
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            error!("the request panicked");
            let error = Error::Internal { request_id: id.0.clone() };
            if is_api { api::refusal(&headers, error) } else { answer(&headers, &id, error) }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::{
        Router,
        body::Body,
        http::{Request, StatusCode},
        middleware::from_fn,
        routing::get,
    };
    use tower::ServiceExt;

    use super::*;

    async fn broken() {
        panic!("a fault of ours");
    }

    #[tokio::test]
    async fn a_fault_ends_one_request_and_gives_its_number() {
        let router: Router = Router::new().route("/", get(broken)).layer(from_fn(panic));
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(RequestId("a1b2".into()));
        let response = router.oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(response.into_body(), 1000).await.expect("a body");
        let told: Error = serde_json::from_slice(&body).expect("an error");
        assert_eq!(told, Error::Internal { request_id: "a1b2".into() });
    }
}
