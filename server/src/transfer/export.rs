//! `GET /export/tickets.csv?…`: a whole list as a file, with the query of its page.

use axum::{
    Extension,
    body::Body,
    extract::{Path, Query},
    http::{HeaderMap, Uri},
    response::Response,
};
use desk::{
    Ctx,
    export::{self, Taken},
};
use futures_util::{StreamExt, stream};
use model::{
    Error, Problem, Result,
    ticket::TicketFilter,
    transfer::{Format, List},
};

use super::{Cell, csv, saved, source::Source, spool, words::Reader, xlsx::Book};
use crate::{
    answer::answer,
    layer::{Preference, RequestId, SignedIn},
};

/// Gives the list out, and writes down that it did.
pub async fn export(
    SignedIn(ctx): SignedIn,
    Extension(request): Extension<RequestId>,
    Extension(preference): Extension<Preference>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let reader = Reader::new(&ctx, preference.locale);
    let given = give(ctx, reader, &file, &uri).await;
    given.unwrap_or_else(|error| answer(&headers, &request, error))
}

async fn give(ctx: Ctx, reader: Reader, file: &str, uri: &Uri) -> Result<Response> {
    let (list, format) = wanted(file).ok_or(Error::NotFound)?;
    export::authorize(&ctx, list)?;
    let filter = filter(list, uri)?;
    let narrowed =
        if list == List::Tickets { filter.first_page().query().to_string() } else { String::new() };
    let mut source = Source::new(ctx.clone(), reader, list, filter);
    let name = source.name();
    let taken = Taken { list, format, filter: narrowed, rows: 0, whole: false };
    let audit = Audit { ctx: ctx.clone(), taken: Some(taken) };
    let first = source.next().await?;
    let body = match format {
        Format::Csv => csv_body(Flow { source, audit, next: Some(first) }),
        Format::Xlsx => xlsx_body(&ctx, source, audit, first).await?,
    };
    Ok(saved(&name, format, body))
}

fn wanted(file: &str) -> Option<(List, Format)> {
    let (list, format) = file.split_once('.')?;
    Some((list.parse().ok()?, format.parse().ok()?))
}

fn filter(list: List, uri: &Uri) -> Result<TicketFilter> {
    match list {
        List::Tickets => {
            let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
                .map_err(|_| Error::at("", Problem::UnknownFilter))?;
            TicketFilter::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        }
        List::Contacts | List::People => Ok(TicketFilter::default()),
    }
}

/// Writes down what was given out, also when the reader has gone away before its end.
struct Audit {
    ctx: Ctx,
    taken: Option<Taken>,
}

impl Audit {
    fn count(&mut self, rows: usize) {
        if let Some(taken) = &mut self.taken {
            taken.rows += rows as i64;
        }
    }

    async fn finish(&mut self) -> Result<()> {
        match self.taken.take() {
            Some(taken) => export::record(&self.ctx, Taken { whole: true, ..taken }).await,
            None => Ok(()),
        }
    }
}

impl Drop for Audit {
    fn drop(&mut self) {
        let Some(taken) = self.taken.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let ctx = self.ctx.clone();
        runtime.spawn(async move {
            if let Err(error) = export::record(&ctx, taken).await {
                tracing::error!(%error, "that a list was exported could not be written down");
            }
        });
    }
}

/// A list on its way: a page is fetched when the one before it has gone out.
struct Flow {
    source: Source,
    audit: Audit,
    next: Option<Vec<Vec<Cell>>>,
}

fn csv_body(flow: Flow) -> Body {
    let head = [csv::MARK, &csv::lines(&[flow.source.headings()])].concat();
    let head = stream::iter([Ok::<_, Error>(head)]);
    Body::from_stream(head.chain(stream::try_unfold(flow, Flow::step)))
}

impl Flow {
    /// The lines of the page at hand, once it is known whether there is another.
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>> {
        let Some(rows) = self.next.take() else { return Ok(None) };
        self.audit.count(rows.len());
        let following = if rows.is_empty() { rows.clone() } else { self.source.next().await? };
        if following.is_empty() {
            self.audit.finish().await?;
        } else {
            self.next = Some(following);
        }
        Ok(Some((csv::lines(&rows), self)))
    }
}

/// A workbook is whole only at its end: it is made on disk, and goes out from there.
async fn xlsx_body(ctx: &Ctx, mut source: Source, mut audit: Audit, first: Vec<Vec<Cell>>) -> Result<Body> {
    let (spool, headings) = (ctx.desk.spool.clone(), source.headings());
    let mut book = apart(move || Ok(Book::new(&spool, headings)?)).await?;
    let mut rows = first;
    while !rows.is_empty() {
        audit.count(rows.len());
        let add = move || {
            book.add(&rows)?;
            Ok(book)
        };
        book = apart(add).await?;
        rows = source.next().await?;
    }
    let spool = ctx.desk.spool.clone();
    let body = apart(move || Ok(spool::body(book.save(&spool)?)?)).await?;
    audit.finish().await?;
    Ok(body)
}

/// Does work with the disk where it holds nobody up.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from).and_then(|done| done);
    done.map_err(|error| {
        tracing::error!(%error, "a workbook could not be made");
        Error::Unavailable
    })
}
