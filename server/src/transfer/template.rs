//! `GET /imports/template/tickets.csv`: the headings that an import understands by itself.

use axum::{
    Extension,
    body::Body,
    extract::Path,
    http::{HeaderMap, Uri},
    response::{IntoResponse, Response},
};
use desk::Ctx;
use model::{
    Error, Result,
    policy::Right,
    transfer::{Format, Subject, Target},
};
use session::words;

use super::{Cell, csv, saved, words::Reader};
use crate::{
    answer::{Answer, answer, wants_page},
    layer::{Preference, RequestId, to_sign_in},
};

/// Gives an empty table of that kind.
pub async fn template(
    ctx: Option<Extension<Ctx>>,
    Extension(request): Extension<RequestId>,
    Extension(preference): Extension<Preference>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(Extension(ctx)) = ctx else {
        return if wants_page(&headers) {
            to_sign_in(&uri)
        } else {
            Answer(Error::SignedOut).into_response()
        };
    };
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
