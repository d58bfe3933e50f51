//! `GET /imports/{id}/errors.csv`: the refused rows with their own cells, and what is wrong with each. The two columns in
//! front mean nothing to an import, so that the file can be mended and brought again.

use axum::{Extension, body::Body, extract::Path, http::HeaderMap, response::Response};
use desk::{
    Ctx,
    import::{self, Refused},
};
use futures_util::{StreamExt, stream};
use model::{
    Error, ImportId, Result,
    transfer::{BadRow, Format},
};
use session::words;
use ui::{K, t};

use super::{Cell, csv, saved, words::Reader};
use crate::{
    answer::answer,
    layer::{Preference, RequestId, SignedIn},
};

/// Gives the refused rows of an import.
pub async fn errors(
    SignedIn(ctx): SignedIn,
    Extension(request): Extension<RequestId>,
    Extension(preference): Extension<Preference>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let reader = Reader::new(&ctx, preference.locale);
    let given = match id.parse() {
        Ok(id) => give(ctx, reader, id).await,
        Err(_) => Err(Error::NotFound),
    };
    given.unwrap_or_else(|error| answer(&headers, &request, error))
}

async fn give(ctx: Ctx, reader: Reader, id: ImportId) -> Result<Response> {
    let Refused { headings, file_name, rows } = import::refused(&ctx, id, 0).await?;
    let head = reader.read(|| {
        let first = [K::ImportRow, K::ImportMessage].map(|key| Cell::from(t(key)));
        first.into_iter().chain(headings.into_iter().map(Cell::from)).collect()
    });
    let stem = file_name.rsplit_once('.').map_or(file_name.as_str(), |(stem, _)| stem);
    let name = reader.read(|| format!("{stem} {}", t(K::ImportErrors)));
    let head = stream::iter([Ok::<_, Error>([csv::MARK, &csv::lines(&[head])].concat())]);
    let flow = Flow { ctx, reader, id, rows };
    let body = Body::from_stream(head.chain(stream::try_unfold(flow, Flow::step)));
    Ok(saved(&name, Format::Csv, body))
}

/// Refused rows on their way: a page is fetched when the one before it has gone out.
struct Flow {
    ctx: Ctx,
    reader: Reader,
    id: ImportId,
    rows: Vec<(BadRow, Vec<String>)>,
}

impl Flow {
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>> {
        let Some((last, _)) = self.rows.last() else { return Ok(None) };
        let behind = last.row;
        let rows = std::mem::take(&mut self.rows);
        let lines = self.reader.read(|| csv::lines(&rows.into_iter().map(line).collect::<Vec<_>>()));
        self.rows = import::refused(&self.ctx, self.id, behind).await?.rows;
        Ok(Some((lines, self)))
    }
}

fn line((bad, cells): (BadRow, Vec<String>)) -> Vec<Cell> {
    let message: Vec<_> = bad.problems.iter().map(words::row_problem).collect();
    let first = [Cell::Number(bad.row), message.join(t(K::ImportMessageJoint)).into()];
    first.into_iter().chain(cells.into_iter().map(Cell::from)).collect()
}
