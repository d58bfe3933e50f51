//! Errors as RFC 9457 shapes them: set here and nowhere else, in the language the program asks for.

mod shape;
mod words;

pub use shape::{Change, Problem};

use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::{Conflict, Error, Locale, token::Grant};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not done.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// What the desk says.
    Desk(Error),
    /// No token was shown.
    NoToken,
    /// The token is not for this.
    Narrow(Grant),
    /// The request cannot be read at all.
    Malformed(String),
    /// It can be read, but says something that does not exist.
    NotUnderstood(String),
    /// The body is not of the kind that is taken.
    MediaType,
    /// A write that does not say which version it began with.
    NoVersion,
    /// What `If-Match` names has been overtaken.
    Overtaken(Box<Conflict>),
    /// Nothing here does that.
    Method,
    /// The address is longer than any of ours.
    LongAddress,
    /// The headers are longer than any that are needed.
    LongHeaders,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Desk(error)
    }
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::Desk(error) => {
                StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::Narrow(_) => StatusCode::FORBIDDEN,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::NotUnderstood(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoVersion => StatusCode::PRECONDITION_REQUIRED,
            Self::Overtaken(_) => StatusCode::PRECONDITION_FAILED,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::LongHeaders => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        }
    }

    /// The same without a word of what others changed.
    pub fn without_changes(self) -> Self {
        let bare =
            |conflict: Box<Conflict>| Box::new(Conflict { by: None, changes: Vec::new(), ..*conflict });
        match self {
            Self::Desk(Error::Conflict(conflict)) => Self::Desk(Error::Conflict(bare(conflict))),
            Self::Overtaken(conflict) => Self::Overtaken(bare(conflict)),
            trouble => trouble,
        }
    }

    /// The last part of the problem's type, which never changes.
    fn code(&self) -> &'static str {
        match self {
            Self::Desk(error) => desk_code(error),
            Self::NoToken => "no-token",
            Self::Narrow(_) => "insufficient-scope",
            Self::Malformed(_) => "malformed",
            Self::NotUnderstood(_) => "invalid",
            Self::MediaType => "media-type",
            Self::NoVersion => "version-required",
            Self::Overtaken(_) => "conflict",
            Self::Method => "method-not-allowed",
            Self::LongAddress | Self::LongHeaders => "too-large",
        }
    }

    /// What a program must show to be let in.
    fn challenge(&self) -> Option<String> {
        match self {
            Self::NoToken => Some("Bearer realm=\"gongdan\"".to_owned()),
            Self::Desk(Error::SignedOut) => {
                Some("Bearer realm=\"gongdan\", error=\"invalid_token\"".to_owned())
            }
            Self::Narrow(grant) => Some(format!(
                "Bearer realm=\"gongdan\", error=\"insufficient_scope\", scope=\"{}\"",
                grant.code()
            )),
            _ => None,
        }
    }
}

fn desk_code(error: &Error) -> &'static str {
    match error {
        Error::SignedOut => "invalid-token",
        Error::NotFound => "not-found",
        Error::Forbidden => "forbidden",
        Error::Refused(_) => "refused",
        Error::Invalid(_) => "invalid",
        Error::Conflict(_) => "conflict",
        Error::Registered { .. } => "already-registered",
        Error::LinkExpired => "gone",
        Error::Throttled { .. } => "too-many-requests",
        Error::TooLarge { .. } => "too-large",
        Error::Unavailable | Error::Offline => "unavailable",
        Error::Internal { .. } => "internal",
    }
}

impl IntoResponse for Trouble {
    /// The status with the trouble itself beside it; [`worded`] puts it into words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts what went wrong into the words of the reader's language.
pub async fn worded(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    let Some(trouble) = response.extensions_mut().remove::<Trouble>() else { return response };
    let mut told = answer(&headers, &trouble);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    told
}

/// The problem as an answer to a request with these headers.
pub fn answer(headers: &HeaderMap, trouble: &Trouble) -> Response {
    let locale = text(headers, header::ACCEPT_LANGUAGE.as_str()).map(Locale::negotiate).unwrap_or_default();
    let problem = Problem::new(trouble, locale, text(headers, "x-request-id"));
    let mut response = (trouble.status(), Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(challenge) = trouble.challenge().and_then(|text| HeaderValue::from_str(&text).ok()) {
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    if let Trouble::Desk(Error::Throttled { retry_after_seconds }) = trouble {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
