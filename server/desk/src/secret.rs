//! Secrets that the desk hands out, and what it keeps of them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A fresh secret of 256 bits, fit for a URL or a cookie.
pub fn token() -> anyhow::Result<String> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// What is stored of a secret.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Fresh random bytes.
pub fn bytes<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes)
}

/// A number below `limit`, to spread things out; 0 when there is no randomness.
pub(crate) fn below(limit: u64) -> u64 {
    let number = bytes().map_or(0, u64::from_le_bytes);
    number % limit.max(1)
}
