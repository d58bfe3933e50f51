//! 搜索 within a list: the index is asked for the words together with what the filter and the reader's data scope
//! narrow, and the tickets it names are held against the same conditions as without words.

use model::ticket::{Status, StatusIs, TicketFilter, TypeIs, View};

use super::{
    listing,
    visibility::{self, Way},
};
use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
    search::{self, Facet, Place, Query},
};

/// Nobody looks for more characters than this.
const LONGEST: usize = 100;

/// The words that a list is searched for.
pub(super) enum Words {
    /// Nothing that could be found.
    Nothing,
    /// A question to the index.
    Asked {
        /// In the engine's words.
        query: String,
        /// Where the tenant's rows begin.
        base: i64,
    },
}

/// What the filter is searched for; none when it has no words.
pub(super) async fn words(tx: &mut Tx, ctx: &Ctx, filter: &TicketFilter) -> Result<Option<Words>, DbError> {
    let Some(text) = filter.search.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let text: String = text.chars().take(LONGEST).collect();
    let base = search::base(tx, ctx.tenant).await?;
    let words = match (Query::typed(&text), base) {
        (Some(typed), Some(base)) => {
            let parts = [typed].into_iter().chain(narrowed(ctx, filter)).collect();
            Words::Asked { query: Query::all(parts).text(tx.dialect()), base }
        }
        (None, _) | (_, None) => Words::Nothing,
    };
    Ok(Some(words))
}

impl Words {
    /// Adds a query for the ids of the tickets that hold the words and meet the filter.
    pub fn found(&self, sql: &mut Sql, ctx: &Ctx, filter: &TicketFilter, end: impl Fn(&mut Sql, Place)) {
        match self {
            Self::Nothing => {
                sql.push("select ticket.id\nfrom ticket\nwhere 1 = 0");
                end(sql, Place::NUMBER);
            }
            Self::Asked { query, base } => asked(sql, ctx, filter, (query, *base), end),
        }
    }

    /// Adds a query with a row for each that is found, which needs the index alone: for readers and filters of whom
    /// it knows everything.
    pub fn rows(&self, sql: &mut Sql, ctx: &Ctx) {
        match self {
            Self::Nothing => {
                sql.push("select 1\nfrom ticket\nwhere 1 = 0");
            }
            Self::Asked { query, base } => {
                sql.push("select 1\nfrom search_index\nwhere ");
                Place::found(sql.dialect(), *base).rows(sql, ctx.tenant, query);
            }
        }
    }
}

/// Whether the index alone tells what is found: the reader sees every ticket, and all that the filter says is in it.
/// The tickets themselves would have to be fetched from all over a large table.
pub(super) fn is_all_in_index(ctx: &Ctx, filter: &TicketFilter) -> bool {
    filter.view == View::All && !filter.involved && visibility::ways(ctx).is_empty()
}

/// SQLite begins with what stands first: the index, or where only the reader's few marked tickets matter, these.
fn asked(
    sql: &mut Sql,
    ctx: &Ctx,
    filter: &TicketFilter,
    (query, base): (&str, i64),
    end: impl Fn(&mut Sql, Place),
) {
    let found = Place::found(sql.dialect(), base);
    let place = match filter.view {
        View::Starred => {
            sql.push(
                "select ticket.id\nfrom star as mark\ncross join ticket\ncross join search_index\nwhere ",
            );
            found.matching_each(sql, ctx.tenant, query);
            Place::NUMBER
        }
        View::Mine | View::Pending | View::Unassigned | View::Closed | View::All => {
            sql.push("select ticket.id\nfrom search_index\ncross join ticket\nwhere ");
            found.matching(sql, ctx.tenant, query);
            found
        }
    };
    sql.push(" and ");
    listing::matching(sql, ctx, filter);
    let ways = listing::ways(ctx, filter);
    if !ways.is_empty() {
        sql.push(" and ");
        visibility::any_way(sql, ctx, &ways);
    }
    end(sql, place);
}

/// What view, filter and data scope say, for the index. It only has to be true of every ticket that is looked for.
fn narrowed(ctx: &Ctx, filter: &TicketFilter) -> Vec<Query> {
    let me = ctx.actor_id();
    let mut all = Vec::new();
    for ways in [listing::ways(ctx, filter), visibility::ways(ctx)] {
        if !ways.is_empty() {
            all.push(Query::any(ways.into_iter().map(|way| through(way, ctx)).collect()));
        }
    }
    match filter.view {
        View::Mine => all.push(Facet::Creator(me).query()),
        View::Pending => all.push(Facet::Handler(Some(me)).query()),
        View::Unassigned => all.push(Facet::Handler(None).query()),
        View::Closed => all.push(Facet::Status(Status::Closed).query()),
        View::Starred | View::All => {}
    }
    match filter.status {
        Some(StatusIs::Exactly(status)) => all.push(Facet::Status(status).query()),
        Some(StatusIs::Open) => all.push(open()),
        None => {}
    }
    let type_id = filter.type_id.map(|of| match of {
        TypeIs::Missing => Facet::Type(None),
        TypeIs::Exactly(id) => Facet::Type(Some(id)),
    });
    let handler = filter.handler.map(|person| Facet::Handler(Some(person)));
    let rest = [type_id, handler, filter.tag.map(Facet::Tag), filter.priority.map(Facet::Priority)];
    all.extend(rest.into_iter().flatten().map(Facet::query));
    all
}

fn open() -> Query {
    let open = Status::ALL.iter().filter(|&&status| status != Status::Closed);
    Query::any(open.map(|&status| Facet::Status(status).query()).collect())
}

fn through(way: Way, ctx: &Ctx) -> Query {
    let me = ctx.actor_id();
    match way {
        Way::Creator => Facet::Creator(me).query(),
        Way::Initiator => Facet::Initiator(me).query(),
        Way::Handler => Facet::Handler(Some(me)).query(),
        Way::Department(department) => Facet::Department(Some(department)).query(),
        Way::Pool => Query::all(vec![Facet::Department(None).query(), Facet::Handler(None).query()]),
    }
}
