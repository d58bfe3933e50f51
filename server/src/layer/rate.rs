//! How often one address may ask: a bucket of tokens each, which fills up again with time.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use model::Error;
use tokio::time::Instant;

use super::{RequestId, caller::address};
use crate::{Shared, answer::answer};

/// A bucket holds what so many seconds bring.
const BURST_SECONDS: u32 = 5;
/// So many buckets are kept before the full ones are thrown away.
const BUCKETS_MAX: usize = 20_000;

/// Answers `Throttled` to an address whose bucket is empty.
pub async fn rate(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let address = address(&request, shared.config.trust_proxy);
    if address.is_none_or(|address| shared.buckets.take(address)) {
        return next.run(request).await;
    }
    let error = Error::Throttled { retry_after_seconds: 1 };
    if api::answers(request.uri().path()) {
        return api::refusal(request.headers(), error);
    }
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    answer(request.headers(), &id, error)
}

/// The buckets of all addresses.
pub struct Buckets {
    per_second: u32,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

struct Bucket {
    tokens: f64,
    filled_at: Instant,
}

impl Buckets {
    /// Buckets that fill at this speed; 0 sets no limit.
    pub fn new(per_second: u32) -> Self {
        Self { per_second, buckets: Mutex::default() }
    }

    /// Takes a token, if there is one.
    pub fn take(&self, address: IpAddr) -> bool {
        if self.per_second == 0 {
            return true;
        }
        let now = Instant::now();
        let full = f64::from(self.per_second) * f64::from(BURST_SECONDS);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS_MAX {
            let age = Duration::from_secs(BURST_SECONDS.into());
            buckets.retain(|_, bucket| now.duration_since(bucket.filled_at) < age);
        }
        let bucket = buckets.entry(network(address)).or_insert(Bucket { tokens: full, filled_at: now });
        let gained = now.duration_since(bucket.filled_at).as_secs_f64() * f64::from(self.per_second);
        bucket.tokens = (bucket.tokens + gained).min(full);
        bucket.filled_at = now;
        let enough = bucket.tokens >= 1.0;
        bucket.tokens -= if enough { 1.0 } else { 0.0 };
        enough
    }
}

/// Whoever has one IPv6 address has the whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_empty_bucket_fills_up_again() {
        let buckets = Buckets::new(2);
        let address = "203.0.113.5".parse().expect("an address");
        assert!((0..10).all(|_| buckets.take(address)));
        assert!(!buckets.take(address));
        tokio::time::advance(Duration::from_millis(500)).await;
        assert!(buckets.take(address));
        assert!(!buckets.take(address));
    }

    #[tokio::test]
    async fn a_network_of_ipv6_shares_one_bucket() {
        let buckets = Buckets::new(1);
        for host in 1..=5u16 {
            assert!(buckets.take(format!("2001:db8::{host}").parse().expect("an address")));
        }
        assert!(!buckets.take("2001:db8::6".parse().expect("an address")));
        assert!(buckets.take("2001:db8:1::1".parse().expect("an address")));
    }
}
