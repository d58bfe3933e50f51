//! A list as rows for a file: the same filter and data scope as on the screen, page by page.

use std::collections::HashMap;

use model::{
    Result, TicketId, Time,
    policy::Right,
    ticket::{Priority, Status, TicketFilter},
};

use super::{listing, searching};
use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// How many tickets are fetched at once.
const PAGE: u16 = 500;

/// A ticket with what of it goes into a file.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The ticket in itself.
    pub row: Row,
    /// The names of its tags.
    pub tags: Vec<String>,
}

/// A ticket without its tags.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    id: TicketId,
    /// 编号.
    pub number: i64,
    /// 工单标题.
    pub title: String,
    /// 工单内容, as HTML.
    pub content: String,
    /// 工单类型's name.
    pub type_name: Option<String>,
    /// 优先级.
    pub priority: Priority,
    /// 工单状态.
    pub status: Status,
    /// 联系人's name.
    pub contact: Option<String>,
    /// 联系人's phone number.
    pub contact_phone: Option<String>,
    /// 创建人's name.
    pub creator: String,
    /// 发起人's name.
    pub initiator: String,
    /// 受理部门's name.
    pub department: Option<String>,
    /// 处理人's name.
    pub handler: Option<String>,
    /// When it was registered.
    pub created_at: Time,
    /// When anything last happened to it.
    pub updated_at: Time,
    /// When it was closed.
    pub closed_at: Option<Time>,
}

/// The next tickets of the list below this number, newest first; none when it has ended. No connection is held between
/// two calls.
pub async fn export(ctx: &Ctx, filter: &TicketFilter, below: Option<i64>) -> Result<Vec<Exported>> {
    ctx.authorize(Right::ExportTickets)?;
    let filter = TicketFilter { before: below, size: PAGE, ..filter.first_page() };
    let mut tx = ctx.desk.db.read().await?;
    let words = searching::words(&mut tx, ctx, &filter).await?;
    let mut sql = Sql::new(tx.dialect(), COLUMNS);
    listing::found(&mut sql, ctx, &filter, words.as_ref(), |sql, place| listing::page(sql, &filter, place));
    sql.push(JOINS).bind(ctx.tenant);
    sql.push(" and ticket.id = found.id\norder by ticket.number desc").limit(i64::from(PAGE));
    let rows: Vec<Row> = tx.all_built(sql).await?;
    let mut tags = tags_of(&mut tx, ctx, &rows).await?;
    let with_tags = |row: Row| Exported { tags: tags.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(with_tags).collect())
}

async fn tags_of(tx: &mut Tx, ctx: &Ctx, rows: &[Row]) -> Result<HashMap<TicketId, Vec<String>>, DbError> {
    let mut tags = HashMap::<_, Vec<String>>::new();
    if rows.is_empty() {
        return Ok(tags);
    }
    let mut sql = Sql::new(tx.dialect(), TAGS);
    sql.bind(ctx.tenant);
    for (nth, row) in rows.iter().enumerate() {
        sql.push(if nth == 0 { " and ticket_tag.ticket_id in (" } else { ", " }).bind(row.id);
    }
    sql.push(")\norder by tag.name, tag.id");
    for (ticket, name) in tx.all_built::<(TicketId, String)>(sql).await? {
        tags.entry(ticket).or_default().push(name);
    }
    Ok(tags)
}

/// Ends where the query for the ids follows.
const COLUMNS: &str = "
    select ticket.id, ticket.number, ticket.title, ticket.content, ticket_type.name as type_name,
           ticket.priority, ticket.status, contact.name as contact, contact.phone as contact_phone,
           creator.name as creator, initiator.name as initiator, department.name as department,
           handler.name as handler, ticket.created_at, ticket.updated_at, ticket.closed_at
    from (";

/// Ends where the tenant follows. The cross join tells SQLite to begin with what was found.
const JOINS: &str = ") as found
    cross join ticket
    join person as creator
      on creator.tenant_id = ticket.tenant_id and creator.id = ticket.creator_id
    join person as initiator
      on initiator.tenant_id = ticket.tenant_id and initiator.id = ticket.initiator_id
    left join person as handler
      on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type
      on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join department
      on department.tenant_id = ticket.tenant_id and department.id = ticket.department_id
    left join contact
      on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    where ticket.tenant_id = ";

const TAGS: &str = "
    select ticket_tag.ticket_id, tag.name
    from ticket_tag
    join tag on tag.tenant_id = ticket_tag.tenant_id and tag.id = ticket_tag.tag_id
    where ticket_tag.tenant_id = ";
