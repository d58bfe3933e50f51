//! How many tickets stand in each list: read from the counters where they have it, else counted up to a cap.

use model::{
    Result,
    policy::{Role, Scope},
    ticket::{Count, Status, TicketFilter, View, ViewCounts},
};
use uuid::Uuid;

use super::{
    listing,
    searching::{Words, is_all_in_index},
    tally::Facet,
};
use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// The counts beside the menu.
pub async fn counts(ctx: &Ctx) -> Result<ViewCounts> {
    let mut tx = ctx.desk.db.read().await?;
    let sums = sums(&mut tx, ctx).await?;
    let mut counts = Vec::with_capacity(View::ALL.len());
    for &view in View::ALL {
        let count = match from_tally(ctx, view, &sums) {
            Some(count) => count,
            None => bounded(&mut tx, ctx, &TicketFilter::of(view), None).await?,
        };
        counts.push((view, count));
    }
    Ok(ViewCounts(counts))
}

/// How many tickets the filter finds, whatever the page.
pub(super) async fn total(
    tx: &mut Tx,
    ctx: &Ctx,
    filter: &TicketFilter,
    words: Option<&Words>,
) -> Result<Count, DbError> {
    if !filter.is_narrowed() {
        let sums = sums(tx, ctx).await?;
        if let Some(count) = from_tally(ctx, filter.view, &sums) {
            return Ok(count);
        }
    }
    bounded(tx, ctx, filter, words).await
}

/// The count of an unfiltered list, if the counters hold it: what is one's own always lies in one's scope, the
/// rest only for those who see the whole tenant.
fn from_tally(ctx: &Ctx, view: View, sums: &[Sum]) -> Option<Count> {
    let (me, everybody) = (ctx.actor_id().0, Uuid::nil());
    let sees_all = ctx.me.scope == Scope::Tenant;
    let sum = |facet, person, counts: fn(Status) -> bool| {
        let fits = |sum: &&Sum| sum.facet == facet && sum.person_id == person && counts(sum.status);
        Some(Count(sums.iter().filter(fits).map(|sum| sum.tickets).sum()))
    };
    let is_open = |status| status != Status::Closed;
    let is_closed = |status| status == Status::Closed;
    match view {
        View::Mine => sum(Facet::Creator, me, is_open),
        View::Pending => sum(Facet::Handler, me, is_open),
        View::Unassigned if sees_all => sum(Facet::Handler, everybody, is_open),
        View::Closed if ctx.me.role != Role::Administrator => sum(Facet::Involved, me, is_closed),
        View::Closed if sees_all => sum(Facet::Tenant, everybody, is_closed),
        View::All if sees_all => sum(Facet::Tenant, everybody, |_| true),
        View::Unassigned | View::Starred | View::Closed | View::All => None,
    }
}

async fn bounded(
    tx: &mut Tx,
    ctx: &Ctx,
    filter: &TicketFilter,
    words: Option<&Words>,
) -> Result<Count, DbError> {
    let mut sql = Sql::new(tx.dialect(), "select count(*)\nfrom (");
    match words.filter(|_| is_all_in_index(ctx, filter)) {
        Some(words) => {
            words.rows(&mut sql, ctx);
            sql.limit(filter.cap());
        }
        None => listing::found(&mut sql, ctx, filter, words, |sql, _| {
            sql.limit(filter.cap());
        }),
    }
    sql.push(") as found");
    let rows: Vec<(i64,)> = tx.all_built(sql).await?;
    Ok(Count(rows.first().map_or(0, |&(count,)| count.min(filter.cap()))))
}

#[derive(sqlx::FromRow)]
struct Sum {
    facet: Facet,
    person_id: Uuid,
    status: Status,
    tickets: i64,
}

async fn sums(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<Sum>, DbError> {
    tx.all(SUMS, (ctx.tenant, ctx.actor_id(), Uuid::nil())).await
}

const SUMS: &str = "
    select facet, person_id, status, cast(coalesce(sum(tickets), 0) as bigint) as tickets
    from tally
    where tenant_id = $1
      and facet in ('tenant', 'creator', 'handler', 'involved')
      and person_id in ($2, $3)
    group by facet, person_id, status";
