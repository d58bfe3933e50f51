//! Fixed counters as rows: how many tickets there are by whose they are, type and status. Moved in the
//! transaction of the change, so that no screen ever counts.

use std::collections::BTreeMap;

use model::{PersonId, Result, TenantId, TypeId, ticket::Status};
use uuid::Uuid;

use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// In what respect tickets are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Facet {
    /// All of the tenant, under the nil person.
    Tenant,
    /// By who created them.
    Creator,
    /// By who handles them; those without handler under the nil person.
    Handler,
    /// By who created or handles them, once for each person.
    Involved,
}

/// What of a ticket the counters see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub creator: PersonId,
    pub handler: Option<PersonId>,
    pub type_id: Option<TypeId>,
    pub status: Status,
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Tally {
    /// The respect.
    pub facet: Facet,
    /// The person, nil where it does not apply.
    pub person_id: Uuid,
    /// The type, nil for tickets without.
    pub type_id: Uuid,
    /// The status.
    pub status: Status,
    /// How many.
    pub tickets: i64,
}

type Place = (Facet, Uuid, Uuid, Status);

impl Counted {
    fn places(&self) -> Vec<Place> {
        let (creator, handler) = (self.creator.0, self.handler.map_or(Uuid::nil(), |id| id.0));
        let second = self.handler.filter(|&id| id != self.creator).map(|id| (Facet::Involved, id.0));
        let type_id = self.type_id.map_or(Uuid::nil(), |id| id.0);
        let counters = [
            (Facet::Tenant, Uuid::nil()),
            (Facet::Creator, creator),
            (Facet::Handler, handler),
            (Facet::Involved, creator),
        ];
        let counters = counters.into_iter().chain(second);
        counters.map(|(facet, person)| (facet, person, type_id, self.status)).collect()
    }
}

/// Takes the ticket from where it was counted to where it is counted now. The rows are touched in one order by
/// everybody, so that nobody waits in a circle.
pub(crate) async fn shift(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Counted>,
    after: Option<&Counted>,
) -> Result<(), DbError> {
    let gone = before.into_iter().map(|counted| (counted, -1));
    walk(tx, tenant, gone.chain(after.into_iter().map(|counted| (counted, 1)))).await
}

/// Counts tickets that are new, all in one go.
pub(crate) async fn add(
    tx: &mut Tx,
    tenant: TenantId,
    new: impl Iterator<Item = &Counted>,
) -> Result<(), DbError> {
    walk(tx, tenant, new.map(|counted| (counted, 1))).await
}

async fn walk(
    tx: &mut Tx,
    tenant: TenantId,
    counted: impl Iterator<Item = (&Counted, i64)>,
) -> Result<(), DbError> {
    let mut steps = BTreeMap::<Place, i64>::new();
    for (counted, by) in counted {
        for place in counted.places() {
            *steps.entry(place).or_default() += by;
        }
    }
    steps.retain(|_, by| *by != 0);
    if steps.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(tx.dialect(), ADD);
    for (nth, ((facet, person, type_id, status), by)) in steps.into_iter().enumerate() {
        sql.push(if nth == 0 { "\nvalues (" } else { ", (" }).bind(tenant);
        sql.push(", ").bind(facet).push(", ").bind(person).push(", ").bind(type_id);
        sql.push(", ").bind(status).push(", ").bind(by).push(")");
    }
    sql.push(ONTO);
    tx.execute_built(sql).await.map(|_| ())
}

/// All counters of the tenant that count anything.
pub async fn all(ctx: &Ctx) -> Result<Vec<Tally>> {
    Ok(ctx.desk.db.read().await?.all(ALL, (ctx.tenant,)).await?)
}

/// Counts the tenant's tickets anew; for bulk imports and repairs.
pub async fn recount(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    tx.execute(CLEAR, (ctx.tenant,)).await?;
    tx.execute(RECOUNT, (ctx.tenant, Uuid::nil())).await?;
    Ok(tx.commit().await?)
}

const ADD: &str = "
    insert into tally (tenant_id, facet, person_id, type_id, status, tickets)";

const ONTO: &str = "
    on conflict (tenant_id, facet, person_id, type_id, status) do update
    set tickets = tally.tickets + excluded.tickets";

const ALL: &str = "
    select facet, person_id, type_id, status, tickets
    from tally
    where tenant_id = $1 and tickets <> 0
    order by facet, person_id, type_id, status";

const CLEAR: &str = "
    delete from tally
    where tenant_id = $1";

const RECOUNT: &str = "
    insert into tally (tenant_id, facet, person_id, type_id, status, tickets)
    select tenant_id, facet, person_id, type_id, status, count(*)
    from (
        select tenant_id, 'tenant' as facet, $2 as person_id, coalesce(type_id, $2) as type_id, status
        from ticket
        where tenant_id = $1 and deleted_at is null
        union all
        select tenant_id, 'creator', creator_id, coalesce(type_id, $2), status
        from ticket
        where tenant_id = $1 and deleted_at is null
        union all
        select tenant_id, 'handler', coalesce(handler_id, $2), coalesce(type_id, $2), status
        from ticket
        where tenant_id = $1 and deleted_at is null
        union all
        select tenant_id, 'involved', creator_id, coalesce(type_id, $2), status
        from ticket
        where tenant_id = $1 and deleted_at is null
        union all
        select tenant_id, 'involved', handler_id, coalesce(type_id, $2), status
        from ticket
        where tenant_id = $1 and deleted_at is null and handler_id is not null and handler_id <> creator_id
    ) as counted
    group by tenant_id, facet, person_id, type_id, status";
