//! Signatures of Standard Webhooks: HMAC-SHA256 over id, time and body.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::secret;

/// How every secret begins.
const PREFIX: &str = "whsec_";
const BYTES: usize = 32;

/// A fresh secret.
pub fn new_secret() -> anyhow::Result<String> {
    let bytes: [u8; BYTES] = secret::bytes()?;
    Ok(PREFIX.to_owned() + &BASE64_STANDARD.encode(bytes))
}

/// The signature of a message, with its version; none when the secret is not one.
pub fn sign(secret: &str, id: &str, seconds: i64, body: &str) -> Option<String> {
    let key = BASE64_STANDARD.decode(secret.strip_prefix(PREFIX).unwrap_or(secret)).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Some(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks libraries.
    #[test]
    fn the_known_message_has_the_known_signature() {
        let signature = sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signature.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    #[test]
    fn a_secret_is_new_each_time() {
        let (one, other) = (new_secret().expect("a secret"), new_secret().expect("a secret"));
        assert!(one.starts_with(PREFIX) && one != other);
        assert!(sign(&one, "a", 1, "b").is_some() && sign("whsec_?", "a", 1, "b").is_none());
    }
}
