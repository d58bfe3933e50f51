//! 数据范围: the one condition that every lookup, list, count, file and live event of a ticket goes through.

use model::{DepartmentId, Error, Result, policy::Scope};

use super::row::{self, Ticket};
use crate::{
    Ctx,
    db::{Sql, Tx},
};

/// What brings a ticket into a narrow data scope. Each way has an index of its own.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    /// The person created it.
    Creator,
    /// The person is named as its initiator.
    Initiator,
    /// The person handles it.
    Handler,
    /// It is for the person's department.
    Department(DepartmentId),
    /// It has neither handler nor department.
    Pool,
}

/// The ways into the person's data scope; none when it is the whole tenant.
pub(crate) fn ways(ctx: &Ctx) -> Vec<Way> {
    let own = [Way::Creator, Way::Initiator, Way::Handler];
    match ctx.me.scope {
        Scope::Tenant => Vec::new(),
        Scope::Own => own.to_vec(),
        Scope::Department => {
            own.into_iter().chain(ctx.department.map(Way::Department)).chain([Way::Pool]).collect()
        }
    }
}

impl Way {
    /// Adds the condition that a row of `ticket` came this way.
    pub fn push(self, sql: &mut Sql, ctx: &Ctx) {
        let me = ctx.actor_id();
        match self {
            Self::Creator => sql.push("ticket.creator_id = ").bind(me),
            Self::Initiator => sql.push("ticket.initiator_id = ").bind(me),
            Self::Handler => sql.push("ticket.handler_id = ").bind(me),
            Self::Department(department) => sql.push("ticket.department_id = ").bind(department),
            Self::Pool => sql.push("(ticket.department_id is null and ticket.handler_id is null)"),
        };
    }
}

/// Adds a query for ids of tickets as the union of one query a way, so that each follows its index instead of
/// walking the whole tenant. `query` adds the `select` for one way, or the only one.
pub(crate) fn along(sql: &mut Sql, ways: &[Way], query: impl Fn(&mut Sql, Option<Way>)) {
    if ways.is_empty() {
        query(sql, None);
    }
    for (nth, &way) in ways.iter().enumerate() {
        sql.push(if nth == 0 { "select id\nfrom (" } else { "\nunion\nselect id\nfrom (" });
        query(sql, Some(way));
        sql.push(") as way");
    }
}

/// Adds the condition under which the person may know of a row of `ticket`. Deleted tickets meet it too, for
/// their deletion is news.
pub(crate) fn visible(sql: &mut Sql, ctx: &Ctx) {
    sql.push("ticket.tenant_id = ").bind(ctx.tenant);
    let ways = ways(ctx);
    if !ways.is_empty() {
        any_way(sql.push(" and "), ctx, &ways);
    }
}

/// Adds the condition that a row of `ticket` came one of these ways.
pub(crate) fn any_way(sql: &mut Sql, ctx: &Ctx, ways: &[Way]) {
    for (nth, way) in ways.iter().enumerate() {
        sql.push(if nth == 0 { "(" } else { " or " });
        way.push(sql, ctx);
    }
    sql.push(")");
}

/// The same for a ticket that is still there.
pub(crate) fn present(sql: &mut Sql, ctx: &Ctx) {
    visible(sql, ctx);
    sql.push(" and ticket.deleted_at is null");
}

/// The ticket of that number, or [`Error::NotFound`] when there is none that the person may see.
pub(crate) async fn find(tx: &mut Tx, ctx: &Ctx, number: i64) -> Result<Ticket> {
    let mut sql = Sql::new(tx.dialect(), row::SELECT);
    sql.bind(ctx.actor_id());
    sql.push("\nwhere ticket.number = ").bind(number);
    sql.push(" and ");
    present(&mut sql, ctx);
    tx.all_built(sql).await?.pop().ok_or(Error::NotFound)
}
