//! `GET /imports/template/tickets.csv`: the headings that an import understands by itself.

use axum::{Extension, body::Body, extract::Path, http::HeaderMap, response::Response};
use desk::Ctx;
use model::{
    Error, Result,
    policy::Right,
    transfer::{Format, Subject, Target},
};
use session::words;

use super::{Cell, csv, saved, words::Reader};
use crate::{
    answer::answer,
    layer::{Preference, RequestId, SignedIn},
};

/// Gives an empty table of that kind.
pub async fn template(
    SignedIn(ctx): SignedIn,
    Extension(request): Extension<RequestId>,
    Extension(preference): Extension<Preference>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let reader = Reader::new(&ctx, preference.locale);
    give(&ctx, &reader, &file).unwrap_or_else(|error| answer(&headers, &request, error))
}

fn give(ctx: &Ctx, reader: &Reader, file: &str) -> Result<Response> {
    ctx.authorize(Right::Import)?;
    let what: Subject =
        file.strip_suffix(".csv").and_then(|code| code.parse().ok()).ok_or(Error::NotFound)?;
    Ok(reader.read(|| {
        let headings = Target::of(what).iter().map(|target| Cell::from(words::target(*target))).collect();
        let bytes = [csv::MARK, &csv::lines(&[headings])].concat();
        saved(words::subject(what), Format::Csv, Body::from(bytes))
    }))
}
