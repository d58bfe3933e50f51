//! What a request brings, taken apart with errors in the words of the API.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use desk::ticket::program_key;
use model::Error;
use serde::de::DeserializeOwned;

use crate::{BODY_MAX_BYTES, problem::Trouble};

/// A JSON body.
pub struct Body<T>(pub T);

/// The query of the address.
pub struct Params<T>(pub T);

/// The part of the path that names something; what cannot be a name is not found.
pub struct Named<T>(pub T);

/// `Idempotency-Key`, or empty: the same request under the same key is done once.
pub struct Key(pub String);

/// The version that `If-Match` names.
pub struct IfMatch(Option<Seen>);

/// Which version of a thing the writer has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Whatever there is.
    Any,
    /// This one, as the header said.
    ByHeader(i64),
    /// This one, as the body said.
    ByBody(i64),
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        if !is_json(request.headers()) {
            return Err(Trouble::MediaType);
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { max_bytes: BODY_MAX_BYTES as u64 }.into(),
                _ => Trouble::Malformed("the body broke off".to_owned()),
            })?;
        // serde would take the fields of an object in a row, too.
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            return Err(Trouble::NotUnderstood("an object is wanted".to_owned()));
        }
        let parsed = serde_json::from_slice(&bytes).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Trouble::NotUnderstood(error.to_string()),
            _ => Trouble::Malformed(error.to_string()),
        });
        parsed.map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        let query = Query::<T>::try_from_uri(&parts.uri);
        query.map(|Query(params)| Self(params)).map_err(|error| Trouble::NotUnderstood(error.body_text()))
    }
}

impl<S: Send + Sync, T: FromStr + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let missing = || Trouble::from(Error::NotFound);
        let Path(name) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| missing())?;
        name.parse().map(Self).map_err(|_| missing())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(String::new())) };
        let key = value.to_str().unwrap_or_default().trim();
        let key = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
        let fits = |byte: u8| byte.is_ascii_graphic() && byte != b'"';
        if (1..=200).contains(&key.len()) && key.bytes().all(fits) {
            Ok(Self(program_key(key)))
        } else {
            Err(Trouble::Malformed("Idempotency-Key: 1 to 200 visible ASCII characters".to_owned()))
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Trouble> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let seen = value.to_str().ok().and_then(seen);
        seen.map(|seen| Self(Some(seen)))
            .ok_or_else(|| Trouble::Malformed("If-Match: an ETag of ours, or *".to_owned()))
    }
}

fn seen(header: &str) -> Option<Seen> {
    match header.trim() {
        "*" => Some(Seen::Any),
        tag => {
            let tag = tag.strip_prefix("W/").unwrap_or(tag);
            let bare = match tag.strip_prefix('"') {
                Some(quoted) => quoted.strip_suffix('"')?,
                // Many a program leaves the quotes out, and there is nothing else that a number could mean.
                None => tag,
            };
            bare.parse().ok().map(Seen::ByHeader)
        }
    }
}

impl IfMatch {
    /// What the writer has seen: the header's word before the body's; one of them must be there.
    pub fn or(&self, body: Option<i64>) -> Result<Seen, Trouble> {
        if body.is_some_and(|version| version < 1) {
            return Err(Trouble::NotUnderstood("version: 1 or more".to_owned()));
        }
        self.0.or(body.map(Seen::ByBody)).ok_or(Trouble::NoVersion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_named_by_an_entity_tag() {
        assert_eq!(seen("\"7\""), Some(Seen::ByHeader(7)));
        assert_eq!(seen("W/\"7\""), Some(Seen::ByHeader(7)));
        assert_eq!(seen(" * "), Some(Seen::Any));
        assert_eq!(seen("7"), Some(Seen::ByHeader(7)));
        assert!(["\"7", "\"seven\"", "", "\"1\", \"2\""].iter().all(|header| seen(header).is_none()));
    }

    #[test]
    fn the_header_has_the_say_and_one_of_them_must_speak() {
        assert_eq!(IfMatch(Some(Seen::Any)).or(Some(3)).ok(), Some(Seen::Any));
        assert_eq!(IfMatch(None).or(Some(3)).ok(), Some(Seen::ByBody(3)));
        assert!(matches!(IfMatch(None).or(None), Err(Trouble::NoVersion)));
        assert!(matches!(IfMatch(Some(Seen::Any)).or(Some(0)), Err(Trouble::NotUnderstood(_))));
    }
}
