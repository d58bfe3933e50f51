//! Who asks: the door they stand at, and the person they are once a session says so.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use desk::Door;
use model::Error;
use tracing::error;

use super::{Preference, RequestId};
use crate::{Shared, answer::answer};

const USER_AGENT_MAX: usize = 300;

/// The token that the request carries; whether its session lives is said by a `Ctx` beside it.
#[derive(Clone)]
pub struct SessionToken(pub String);

/// Puts the door, the reader's preferences and, with a valid session, the person's `Ctx` into the request.
pub async fn caller(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let door = Door {
        desk: shared.desk.clone(),
        tenant: shared.tenant,
        address: address(&request, shared.config.trust_proxy).map(|ip| ip.to_string()).unwrap_or_default(),
        user_agent: user_agent(request.headers()),
    };
    request.extensions_mut().insert(door);
    let preference = Preference::of(request.headers());
    request.extensions_mut().insert(preference);
    if let Some(token) = session::cookie::token_of(request.headers(), shared.config.secure()) {
        match desk::access::resume(&shared.desk, &token).await {
            Ok(ctx) => drop(request.extensions_mut().insert(ctx)),
            Err(Error::SignedOut) => {}
            Err(fault) => {
                error!(%fault, "the session cannot be read");
                let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
                return answer(request.headers(), &id, fault);
            }
        }
        request.extensions_mut().insert(SessionToken(token));
    }
    next.run(request).await
}

/// Tells the API which address the request comes from.
pub async fn api_address(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let address = address(&request, shared.config.trust_proxy).map(|ip| ip.to_string()).unwrap_or_default();
    request.extensions_mut().insert(api::Address(address));
    next.run(request).await
}

/// The address that the request comes from, as far as we can know; IPv4 as such, also through a socket of IPv6.
pub fn address(request: &Request, trust_proxy: bool) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let address = if trust_proxy { forwarded(request.headers()).or(peer) } else { peer };
    address.map(|address| address.to_canonical())
}

/// The last entry is the one that our own proxy added; those before it are whatever the client claimed.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let value = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

fn user_agent(headers: &HeaderMap) -> String {
    let text = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.chars().take(USER_AGENT_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(forwarded: &[&str]) -> Request {
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header("x-forwarded-for", *value);
        }
        let mut request = request.body(axum::body::Body::empty()).expect("a valid request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 5000))));
        request
    }

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let request = request(&["1.1.1.1, 203.0.113.9"]);
        assert_eq!(address(&request, false), "10.0.0.1".parse().ok());
        assert_eq!(address(&request, true), "203.0.113.9".parse().ok());
    }

    #[test]
    fn an_old_address_through_a_new_socket_is_itself() {
        let mut request = request(&[]);
        let peer: SocketAddr = "[::ffff:203.0.113.9]:5000".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        assert_eq!(address(&request, false), "203.0.113.9".parse().ok());
    }

    #[test]
    fn a_broken_forwarded_address_falls_back_to_the_peer() {
        assert_eq!(address(&request(&["unknown"]), true), "10.0.0.1".parse().ok());
        assert_eq!(address(&request(&[]), true), "10.0.0.1".parse().ok());
    }
}
