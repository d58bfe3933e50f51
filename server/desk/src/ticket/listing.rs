//! The lists: one builder for every view and filter, pages by ticket number. Priority never orders anything.

use model::{
    Error, PersonId, Problem, Result, TicketId, Time,
    person::Who,
    policy::Role,
    ticket::{
        Priority, Status, StatusIs, TicketFilter, TicketPage, TicketRow, TypeIs, View, listing::PAGE_SIZES,
    },
};

use super::{
    counting,
    searching::{self, Words},
    visibility::{self, Way},
};
use crate::{Ctx, db::Sql, search::Place};

/// A page of a list with the number of all that it could show.
pub async fn list(ctx: &Ctx, filter: &TicketFilter) -> Result<TicketPage> {
    if !PAGE_SIZES.contains(&filter.size) {
        return Err(Error::at("size", Problem::UnknownFilter));
    }
    let mut tx = ctx.desk.db.read().await?;
    let words = searching::words(&mut tx, ctx, filter).await?;
    let mut sql = Sql::new(tx.dialect(), COLUMNS);
    found(&mut sql, ctx, filter, words.as_ref(), |sql, place| page(sql, filter, place));
    sql.push(JOINS).bind(ctx.actor_id());
    sql.push("\nwhere ticket.tenant_id = ").bind(ctx.tenant).push(" and ticket.id = found.id");
    order(&mut sql, filter, Place::NUMBER);
    let rows: Vec<Row> = tx.all_built(sql).await?;
    let total = counting::total(&mut tx, ctx, filter, words.as_ref()).await?;
    let (rows, more) = cut(rows, filter);
    let (newer, older) = neighbours(&rows, filter, more);
    Ok(TicketPage { filter: filter.clone(), rows, total, older, newer })
}

/// Adds a query for the ids of all tickets that the filter finds within the reader's data scope. `end` is added
/// where each part of it ends.
pub(super) fn found(
    sql: &mut Sql,
    ctx: &Ctx,
    filter: &TicketFilter,
    words: Option<&Words>,
    end: impl Fn(&mut Sql, Place),
) {
    if let Some(words) = words {
        return words.found(sql, ctx, filter, end);
    }
    visibility::along(sql, &ways(ctx, filter), |sql, way| {
        sql.push("select ticket.id\nfrom ").push(match filter.view {
            View::Starred => "star as mark\ncross join ticket",
            View::Mine | View::Pending | View::Unassigned | View::Closed | View::All => "ticket",
        });
        sql.push("\nwhere ");
        matching(sql, ctx, filter);
        if let Some(way) = way {
            sql.push(" and ");
            way.push(sql, ctx);
        }
        end(sql, Place::NUMBER);
    });
}

/// Along which indexes a list is found that does not have one of its own. What the reader created or handles lies in
/// every data scope.
pub(super) fn ways(ctx: &Ctx, filter: &TicketFilter) -> Vec<Way> {
    match filter.view {
        _ if filter.involved => vec![Way::Creator, Way::Handler],
        View::Mine | View::Pending | View::Starred => Vec::new(),
        View::Closed if ctx.me.role != Role::Administrator => vec![Way::Creator, Way::Handler],
        View::Closed | View::Unassigned | View::All => visibility::ways(ctx),
    }
}

/// Adds the conditions of view and filter within the reader's data scope, but for [`ways`] and the words.
pub(super) fn matching(sql: &mut Sql, ctx: &Ctx, filter: &TicketFilter) {
    visibility::present(sql, ctx);
    view(sql, ctx, filter.view);
    match filter.status {
        None => {}
        Some(StatusIs::Open) => {
            sql.push(OPEN);
        }
        Some(StatusIs::Exactly(status)) => {
            sql.push(" and ticket.status = ").bind(status);
        }
    }
    if let Some(priority) = filter.priority {
        sql.push(" and ticket.priority = ").bind(priority);
    }
    match filter.type_id {
        None => {}
        Some(TypeIs::Missing) => {
            sql.push(" and ticket.type_id is null");
        }
        Some(TypeIs::Exactly(type_id)) => {
            sql.push(" and ticket.type_id = ").bind(type_id);
        }
    }
    if let Some(handler) = filter.handler {
        sql.push(" and ticket.handler_id = ").bind(handler);
    }
    if let Some(tag) = filter.tag {
        sql.push(TAGGED).bind(tag).push(")");
    }
}

/// What the list holds, as far as [`ways`] does not say it.
fn view(sql: &mut Sql, ctx: &Ctx, view: View) {
    let me = ctx.actor_id();
    match view {
        View::Mine => sql.push(OPEN).push(" and ticket.creator_id = ").bind(me),
        View::Pending => sql.push(OPEN).push(" and ticket.handler_id = ").bind(me),
        View::Unassigned => sql.push(OPEN).push(" and ticket.handler_id is null"),
        View::Starred => {
            sql.push(OPEN).push(MARKED).bind(ctx.tenant);
            sql.push(" and mark.person_id = ").bind(me)
        }
        View::Closed => sql.push(CLOSED),
        View::All => sql,
    };
}

/// Where the page begins.
pub(super) fn page(sql: &mut Sql, filter: &TicketFilter, place: Place) {
    match (filter.before, filter.after) {
        (Some(before), _) => place.compare(sql.push(" and "), " < ", before),
        (None, Some(after)) => place.compare(sql.push(" and "), " > ", after),
        (None, None) => {}
    }
    order(sql, filter, place);
}

/// Newest first, or away from the page that the reader came from; one row more than the page shows.
fn order(sql: &mut Sql, filter: &TicketFilter, place: Place) {
    place.order(sql, goes_back(filter));
    sql.limit(i64::from(filter.size) + 1);
}

/// The rows of the page, newest first, and whether there are more beyond it in the direction that was asked.
fn cut(rows: Vec<Row>, filter: &TicketFilter) -> (Vec<TicketRow>, bool) {
    let size = usize::from(filter.size);
    let more = rows.len() > size;
    let mut rows: Vec<TicketRow> = rows.into_iter().take(size).map(TicketRow::from).collect();
    if goes_back(filter) {
        rows.reverse();
    }
    (rows, more)
}

fn goes_back(filter: &TicketFilter) -> bool {
    filter.before.is_none() && filter.after.is_some()
}

/// Where the newer and the older page lie. Whoever came from a page can go back to it.
fn neighbours(rows: &[TicketRow], filter: &TicketFilter, more: bool) -> (Option<i64>, Option<i64>) {
    let (first, last) = (rows.first().map(|row| row.number), rows.last().map(|row| row.number));
    match (filter.before, filter.after) {
        (None, None) => (None, last.filter(|_| more)),
        (Some(before), _) => (first.or(Some(before.saturating_sub(1))), last.filter(|_| more)),
        (None, Some(after)) => (first.filter(|_| more), last.or(Some(after.saturating_add(1)))),
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TicketId,
    number: i64,
    title: String,
    contact: Option<String>,
    priority: Priority,
    status: Status,
    handler_id: Option<PersonId>,
    handler_name: Option<String>,
    type_name: Option<String>,
    created_at: Time,
    updated_at: Time,
    starred_at: Option<Time>,
}

impl From<Row> for TicketRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            title: row.title,
            contact: row.contact,
            priority: row.priority,
            status: row.status,
            handler: row.handler_id.zip(row.handler_name).map(|(id, name)| Who { id, name }),
            type_name: row.type_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
            starred: row.starred_at.is_some(),
        }
    }
}

/// Ends where the query for the ids follows.
const COLUMNS: &str = "
    select ticket.id, ticket.number, ticket.title, contact.name as contact, ticket.priority, ticket.status,
           ticket.handler_id, handler.name as handler_name, ticket_type.name as type_name,
           ticket.created_at, ticket.updated_at, star.created_at as starred_at
    from (";

/// Ends where the reader's id follows. The cross joins tell SQLite to begin with what was found.
const JOINS: &str = ") as found
    cross join ticket
    left join contact
      on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join person as handler
      on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type
      on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = ";

/// In these words, so that the partial indexes serve it.
const OPEN: &str = " and ticket.status <> 'closed'";
const CLOSED: &str = " and ticket.status = 'closed'";

const MARKED: &str = " and ticket.id = mark.ticket_id and mark.tenant_id = ";

const TAGGED: &str = "
    and exists (
        select 1
        from ticket_tag
        where ticket_tag.tenant_id = ticket.tenant_id and ticket_tag.ticket_id = ticket.id
          and ticket_tag.tag_id = ";
