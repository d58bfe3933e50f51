//! Lists of tickets: the filter, the pages and the counts are those of the screens.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use desk::ticket;
use model::{
    Error, Problem,
    route::Query,
    ticket::{TicketFilter, TicketPage, View},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shape::TicketSummary;
use crate::{
    BASE,
    contacts::short,
    extract::Params,
    gate::{By, ReadTickets},
    problem::Trouble,
};

/// Which tickets, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TicketQuery {
    /// The list; `all` unless another is named.
    #[param(value_type = Option<View>)]
    view: Option<String>,
    /// A number, or words to look for.
    #[param(max_length = 100)]
    q: Option<String>,
    /// A status, or `open` for all but closed.
    #[param(pattern = "^(open|untouched|replied|asked_again|closed)$")]
    status: Option<String>,
    /// A priority.
    #[param(value_type = Option<model::ticket::Priority>)]
    priority: Option<String>,
    /// The id of a type, or `none` for tickets without.
    #[serde(rename = "type")]
    #[param(pattern = "^(none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$")]
    type_id: Option<String>,
    /// The id of a tag.
    #[param(value_type = Option<uuid::Uuid>)]
    tag: Option<String>,
    /// The id of a handler.
    #[param(value_type = Option<uuid::Uuid>)]
    handler: Option<String>,
    /// `1` for tickets that the person behind the token created or handles.
    #[param(pattern = "^1$")]
    involved: Option<String>,
    /// The page below this number.
    #[param(value_type = Option<i64>)]
    before: Option<String>,
    /// The page above this number.
    #[param(value_type = Option<i64>)]
    after: Option<String>,
    /// How many tickets a page has: 20, 50, 100 or 200.
    #[param(pattern = "^(20|50|100|200)$")]
    size: Option<String>,
}

/// A page of tickets.
#[derive(Serialize, ToSchema)]
pub struct TicketList {
    /// The tickets, the newest first.
    items: Vec<TicketSummary>,
    /// How many there are in all, counted up to 10,000; up to 1,000 where words are looked for.
    total: i64,
    /// Whether there are more than were counted.
    total_capped: bool,
    /// The address of the next older page.
    next: Option<String>,
    /// The address of the next newer page.
    previous: Option<String>,
}

/// List tickets
///
/// The tickets within the data scope of the person behind the token, the newest first, page by page. `next` and
/// `previous`, also in the `Link` header, lead from page to page.
#[utoipa::path(get, path = "/tickets", tag = "tickets", operation_id = "list_tickets",
    security(("token" = ["tickets:read"])), params(TicketQuery),
    responses((status = 200, description = "A page of tickets", body = TicketList,
        headers(("Link" = String, description = "The addresses of the pages around this one")))))]
pub async fn list(by: By<ReadTickets>, Params(query): Params<TicketQuery>) -> Result<Response, Trouble> {
    let filter = query.filter()?;
    let page = ticket::list(by.ctx(), &filter).await?;
    let total_capped = page.is_capped();
    let TicketPage { rows, total, older, newer, .. } = page;
    let next = older.map(|number| href(&TicketFilter { before: Some(number), ..filter.first_page() }));
    let previous = newer.map(|number| href(&TicketFilter { after: Some(number), ..filter.first_page() }));
    let headers = links(next.as_deref(), previous.as_deref());
    let items = rows.into_iter().map(TicketSummary::from).collect();
    Ok((headers, Json(TicketList { items, total: total.0, total_capped, next, previous })).into_response())
}

impl TicketQuery {
    /// The filter that these pairs are. A blank that stands for nothing on a screen is a mistake in a program.
    pub fn filter(&self) -> model::Result<TicketFilter> {
        let words = short(self.q.clone())?;
        let given = [
            ("status", &self.status),
            ("priority", &self.priority),
            ("type", &self.type_id),
            ("tag", &self.tag),
            ("handler", &self.handler),
            ("involved", &self.involved),
            ("before", &self.before),
            ("after", &self.after),
            ("size", &self.size),
        ];
        let given = given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let given: Vec<(&str, &str)> = given.collect();
        if let Some((name, _)) = given.iter().find(|(_, value)| value.is_empty()) {
            return Err(Error::at(name, Problem::UnknownFilter));
        }
        let view = ("view", self.view.as_deref().unwrap_or(View::All.code()));
        TicketFilter::from_pairs([view, ("q", words.as_str())].into_iter().chain(given))
    }
}

fn href(filter: &TicketFilter) -> String {
    let list = filter.href();
    let query = list.split_once('?').map_or("", |(_, query)| query);
    format!("{BASE}/tickets?{query}")
}

/// The `Link` header; the addresses hold nothing but ASCII.
pub(crate) fn links(next: Option<&str>, previous: Option<&str>) -> HeaderMap {
    let link = |href: Option<&str>, rel: &str| href.map(|href| format!("<{href}>; rel=\"{rel}\""));
    let links: Vec<String> = [link(next, "next"), link(previous, "prev")].into_iter().flatten().collect();
    let value = HeaderValue::from_str(&links.join(", ")).ok().filter(|_| !links.is_empty());
    value.into_iter().map(|value| (header::LINK, value)).collect()
}

/// The address of a page of something else.
pub(crate) fn page_href(path: &str, pairs: &[(&str, Option<String>)]) -> String {
    let mut query = Query::default();
    for (name, value) in pairs {
        query.add(name, value.as_ref());
    }
    format!("{BASE}{path}{query}")
}
