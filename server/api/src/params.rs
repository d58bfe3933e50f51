//! Parameters that many operations share, as the document describes them; extractors read them.
#![expect(dead_code, reason = "the fields are read by extractors, not through these")]

use utoipa::IntoParams;

/// A ticket by its number.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfTicket {
    /// The number of the ticket.
    #[param(minimum = 1)]
    number: i64,
}

/// A write that may name its version in the header.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct Conditional {
    /// The version this began with, as an ETag; `*` takes whatever there is. The body may name it instead.
    #[param(rename = "If-Match", pattern = "^([*]|[0-9]{1,9}|\"[0-9]{1,9}\")$")]
    if_match: Option<String>,
}

/// A write that must name its version in the header, for it has no body.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct Deliberate {
    /// The version this began with, as an ETag; `*` takes whatever there is.
    #[param(rename = "If-Match", pattern = "^([*]|[0-9]{1,9}|\"[0-9]{1,9}\")$")]
    if_match: String,
}

/// A request that may be sent again.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct Repeatable {
    /// Makes the request safe to repeat: the same body under the same key is done once and answered alike.
    #[param(rename = "Idempotency-Key", pattern = r#"^([!#-~]{1,200}|"[!#-~]{1,200}")$"#)]
    idempotency_key: Option<String>,
}
