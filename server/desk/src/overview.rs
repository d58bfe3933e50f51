//! 工单概况: counters and distributions, read from the counters where the reader sees the whole tenant.

use model::{
    Result, TypeId,
    overview::{Counters, Overview, StatusShare, TypeShare},
    policy::Scope,
    ticket::Status,
};
use uuid::Uuid;

use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
    ticket::{tally::Facet, visibility},
};

/// All that the overview shows besides the list.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    let mut tx = ctx.desk.db.read().await?;
    let cells: Vec<Cell> = tx.all(CELLS, (ctx.tenant, ctx.actor_id(), Uuid::nil())).await?;
    let of = |facet| cells.iter().filter(move |cell| cell.facet == facet).cloned().collect::<Vec<_>>();
    let (created, handled, mine) = (of(Facet::Creator), of(Facet::Handler), of(Facet::Involved));
    let all = match ctx.me.scope {
        Scope::Tenant => of(Facet::Tenant),
        Scope::Own | Scope::Department => in_scope(&mut tx, ctx).await?,
    };
    let counters = Counters {
        total: sum(&all),
        open: sum(&open(&all)),
        mine: sum(&created),
        mine_closed: sum(&created) - sum(&open(&created)),
        pending: sum(&open(&handled)),
    };
    Ok(Overview {
        counters,
        types_mine: types(&open(&mine)),
        types_all: types(&open(&all)),
        statuses_mine: statuses(&open(&mine)),
        statuses_all: statuses(&open(&all)),
    })
}

/// Some tickets of one type and status.
#[derive(Clone, sqlx::FromRow)]
struct Cell {
    facet: Facet,
    type_id: Option<TypeId>,
    type_name: Option<String>,
    status: Status,
    tickets: i64,
}

/// Counted within the reader's scope, for those who do not see the whole tenant.
async fn in_scope(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<Cell>, DbError> {
    let mut sql = Sql::new(tx.dialect(), IN_SCOPE);
    visibility::along(&mut sql, &visibility::ways(ctx), |sql, way| {
        sql.push("select ticket.id\nfrom ticket\nwhere ");
        visibility::present(sql, ctx);
        if let Some(way) = way {
            sql.push(" and ");
            way.push(sql, ctx);
        }
    });
    sql.push(FOUND).bind(ctx.tenant);
    sql.push("\ngroup by ticket.type_id, ticket_type.name, ticket.status");
    tx.all_built(sql).await
}

fn open(cells: &[Cell]) -> Vec<Cell> {
    cells.iter().filter(|cell| cell.status != Status::Closed).cloned().collect()
}

fn sum(cells: &[Cell]) -> i64 {
    cells.iter().map(|cell| cell.tickets).sum()
}

/// The largest share first, tickets without type last among equals.
fn types(cells: &[Cell]) -> Vec<TypeShare> {
    let mut shares = Vec::<TypeShare>::new();
    for cell in cells {
        match shares.iter_mut().find(|share| share.id == cell.type_id) {
            Some(share) => share.count += cell.tickets,
            None => {
                let (id, name) = (cell.type_id, cell.type_name.clone());
                shares.push(TypeShare { id, name, count: cell.tickets });
            }
        }
    }
    shares.retain(|share| share.count > 0);
    shares.sort_by(|a, b| {
        let order = (b.count, a.name.is_none(), &a.name);
        order.cmp(&(a.count, b.name.is_none(), &b.name))
    });
    shares
}

fn statuses(cells: &[Cell]) -> Vec<StatusShare> {
    let share = |&status: &Status| {
        let count = cells.iter().filter(|cell| cell.status == status).map(|cell| cell.tickets).sum();
        StatusShare { status, count }
    };
    Status::ALL.iter().map(share).filter(|share| share.count > 0).collect()
}

const CELLS: &str = "
    select tally.facet, ticket_type.id as type_id, ticket_type.name as type_name, tally.status, tally.tickets
    from tally
    left join ticket_type
      on ticket_type.tenant_id = tally.tenant_id and ticket_type.id = tally.type_id
    where tally.tenant_id = $1
      and tally.tickets <> 0
      and tally.facet in ('tenant', 'creator', 'handler', 'involved')
      and tally.person_id in ($2, $3)
      and tally.person_id = case when tally.facet = 'tenant' then $3 else $2 end";

/// Ends where the query for the ids follows.
const IN_SCOPE: &str = "
    select 'tenant' as facet, ticket.type_id, ticket_type.name as type_name, ticket.status,
           count(*) as tickets
    from (";

/// Ends where the tenant follows.
const FOUND: &str = ") as found
    cross join ticket
    left join ticket_type
      on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    where ticket.id = found.id and ticket.tenant_id = ";
