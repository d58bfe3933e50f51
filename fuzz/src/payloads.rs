//! What programs send to `/api/v1`: bodies, parameters and headers.
//!
//! Whatever comes is refused as the program's fault, with a problem that can be read, or is a form whose checked
//! fields keep their limits. A cursor in a parameter comes back in the address of the page.

use api::payload::{
    Assignment, Body, Closing, ContactChanges, ContactQuery, EventQuery, IfMatch, Key, NewContact, NewNote,
    NewReply, NewTicket, Params, Taking, TicketChanges, TicketQuery, Trouble, answer,
};
use axum::{
    body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use futures_util::FutureExt;
use model::{
    contact::ContactForm,
    ticket::{TITLE_MAX, TicketForm},
    token::TokenForm,
    webhook::WebhookForm,
};
use serde::de::DeserializeOwned;

/// The first byte says what the rest is.
pub fn run(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    match kind {
        b'a' => body(rest).map(|it: NewTicket| ticket(&it.form("key".to_owned()))).unwrap_or_default(),
        b'b' => taken::<TicketChanges>(rest),
        b'c' => taken::<NewContact>(rest),
        b'd' => taken::<ContactChanges>(rest),
        b'e' => taken::<NewReply>(rest),
        b'f' => taken::<NewNote>(rest),
        b'g' => taken::<Closing>(rest),
        b'h' => taken::<Assignment>(rest),
        b'i' => taken::<Taking>(rest),
        b'j' => list(rest),
        b'k' => drop(params::<EventQuery>(rest)),
        b'l' => drop(params::<ContactQuery>(rest)),
        b'm' => key(rest),
        b'n' => version(rest),
        _ => forms(rest),
    }
}

fn taken<T: DeserializeOwned>(bytes: &[u8]) {
    drop(body::<T>(bytes));
}

fn body<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut request = Request::new(body::Body::from(bytes.to_vec()));
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let read = Body::from_request(request, &()).now_or_never().expect("nothing to wait for");
    read.map(|Body(body)| body).map_err(refused).ok()
}

fn params<T: DeserializeOwned + Send>(query: &[u8]) -> Option<T> {
    let uri = Uri::try_from([b"/?", query].concat()).ok()?;
    let mut parts = parts();
    parts.uri = uri;
    extracted(parts).map(|Params(params)| params)
}

fn parts() -> Parts {
    Request::new(()).into_parts().0
}

fn extracted<T: FromRequestParts<(), Rejection = Trouble>>(mut parts: Parts) -> Option<T> {
    let read = T::from_request_parts(&mut parts, &()).now_or_never().expect("nothing to wait for");
    read.map_err(refused).ok()
}

fn refused(trouble: Trouble) {
    let response = answer(&HeaderMap::new(), &trouble);
    assert!(response.status().is_client_error(), "{trouble:?}");
    let body = body::to_bytes(response.into_body(), 1 << 20).now_or_never().expect("nothing to wait for");
    let problem: serde_json::Value =
        serde_json::from_slice(&body.expect("a short problem")).expect("a problem in JSON");
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
}

fn ticket(form: &TicketForm) {
    let Ok(new) = form.parse() else { return };
    assert!((1..=TITLE_MAX as usize).contains(&new.title.chars().count()));
    assert!(!new.title.contains('\0') && !new.content.contains('\0'));
}

fn list(query: &[u8]) {
    let Some(query) = params::<TicketQuery>(query) else { return };
    match query.filter() {
        Ok(filter) => assert!(filter.href().starts_with("/tickets?view=")),
        Err(error) => refused(error.into()),
    }
}

fn with_header(name: header::HeaderName, value: &[u8]) -> Option<Parts> {
    let mut parts = parts();
    parts.headers.insert(name, HeaderValue::from_bytes(value).ok()?);
    Some(parts)
}

fn key(value: &[u8]) {
    let parts = with_header(header::HeaderName::from_static("idempotency-key"), value);
    if let Some(Key(key)) = parts.and_then(extracted) {
        assert!(key.len() <= 220 && key.bytes().all(|byte| byte.is_ascii_graphic()), "{key:?}");
    }
}

fn version(value: &[u8]) {
    if let Some(seen) = with_header(header::IF_MATCH, value).and_then(extracted::<IfMatch>) {
        assert!(seen.or(None).is_ok());
    }
}

/// The forms that pages send as JSON.
fn forms(bytes: &[u8]) {
    read(bytes, |form: TicketForm| ticket(&form));
    read(bytes, |form: ContactForm| drop(form.parse()));
    read(bytes, |form: TokenForm| drop(form.parse()));
    read(bytes, |form: WebhookForm| drop(form.parse()));
}

fn read<T: DeserializeOwned>(bytes: &[u8], then: impl Fn(T)) {
    serde_json::from_slice(bytes).map(then).unwrap_or_default();
}
