//! What forms pick from: departments, ticket types and tags.

use model::{
    DepartmentId, Error, Problem, Result, TagId, TypeId,
    event::{Event, Reference},
    organisation::{Department, NameForm, Tag, TagForm, TicketType},
    policy::Right,
};

use crate::{
    Ctx,
    db::{DbError, Tx},
    event,
};

/// 部门, in the order in which they were made.
pub async fn departments(ctx: &Ctx) -> Result<Vec<Department>> {
    ctx.authorize(Right::PickReference)?;
    Ok(ctx.desk.db.read().await?.all(DEPARTMENTS, (ctx.tenant,)).await?)
}

/// 工单类型, in the order in which they were made.
pub async fn types(ctx: &Ctx) -> Result<Vec<TicketType>> {
    ctx.authorize(Right::PickReference)?;
    Ok(ctx.desk.db.read().await?.all(TYPES, (ctx.tenant,)).await?)
}

/// 标签, in the order in which they were made.
pub async fn tags(ctx: &Ctx) -> Result<Vec<Tag>> {
    ctx.authorize(Right::PickReference)?;
    Ok(ctx.desk.db.read().await?.all(TAGS, (ctx.tenant,)).await?)
}

/// Adds a department.
pub async fn add_department(ctx: &Ctx, form: &NameForm) -> Result<()> {
    ctx.authorize(Right::Configure)?;
    let name = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    let id = DepartmentId(ctx.desk.new_id());
    let added = tx.execute_one(ADD_DEPARTMENT, (ctx.tenant, id, name.as_str(), ctx.now())).await;
    added_as(tx, ctx, added, Reference::Department, name).await
}

/// Adds a ticket type.
pub async fn add_type(ctx: &Ctx, form: &NameForm) -> Result<()> {
    ctx.authorize(Right::Configure)?;
    let name = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    let id = TypeId(ctx.desk.new_id());
    let added = tx.execute_one(ADD_TYPE, (ctx.tenant, id, name.as_str(), ctx.actor_id(), ctx.now())).await;
    added_as(tx, ctx, added, Reference::TicketType, name).await
}

/// Adds a tag.
pub async fn add_tag(ctx: &Ctx, form: &TagForm) -> Result<()> {
    ctx.authorize(Right::Configure)?;
    let (name, colour) = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    let id = TagId(ctx.desk.new_id());
    let added = tx.execute_one(ADD_TAG, (ctx.tenant, id, name.as_str(), colour, ctx.now())).await;
    added_as(tx, ctx, added, Reference::Tag, name).await
}

/// Records what was added, or says that the name is taken.
async fn added_as(
    mut tx: Tx,
    ctx: &Ctx,
    added: Result<(), DbError>,
    what: Reference,
    name: String,
) -> Result<()> {
    match added {
        Err(error) if error.is_unique() => return Err(Error::at("name", Problem::Taken)),
        added => added?,
    }
    event::record(&mut tx, ctx, None, Event::ReferenceAdded { what, name }).await?;
    Ok(tx.commit().await?)
}

const DEPARTMENTS: &str = "
    select id, name
    from department
    where tenant_id = $1
    order by created_at, id";

const TYPES: &str = "
    select id, name, created_at
    from ticket_type
    where tenant_id = $1
    order by created_at, id";

const TAGS: &str = "
    select id, name, colour
    from tag
    where tenant_id = $1
    order by created_at, id";

const ADD_DEPARTMENT: &str = "
    insert into department (tenant_id, id, name, created_at)
    values ($1, $2, $3, $4)";

const ADD_TYPE: &str = "
    insert into ticket_type (tenant_id, id, name, creator_id, created_at)
    values ($1, $2, $3, $4, $5)";

const ADD_TAG: &str = "
    insert into tag (tenant_id, id, name, colour, created_at)
    values ($1, $2, $3, $4, $5)";
