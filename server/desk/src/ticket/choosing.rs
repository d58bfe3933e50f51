//! What a ticket form points at: it must exist in the tenant, and people must be able to work.

use model::{
    DepartmentId, FieldErrors, PersonId, Problem, Result, TagId, Time, person::Who, ticket::NewTicket,
};

use super::row::Ticket;
use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
};

/// The names behind the ids of a form.
pub(crate) struct Chosen {
    pub type_name: Option<String>,
    pub contact_name: Option<String>,
    pub department_name: Option<String>,
    pub initiator: Who,
    pub handler: Option<Who>,
    pub tag_names: Vec<String>,
}

/// Looks everything up that the form names. `before` is the ticket that is being edited: who stands on it
/// already may stay, whatever has become of them since.
pub(crate) async fn choose(
    tx: &mut Tx,
    ctx: &Ctx,
    new: &NewTicket,
    before: Option<&Ticket>,
) -> Result<Chosen> {
    let mut errors = FieldErrors::default();
    let names = names(tx, ctx, new).await?;
    let tag_names = tag_names(tx, ctx, &new.tags).await?;
    let missing = [
        ("type_id", new.type_id.is_some() && names.type_name.is_none()),
        ("contact", new.contact.is_some() && names.contact_name.is_none()),
        ("department", new.department.is_some() && names.department_name.is_none()),
        ("tags", tag_names.len() != new.tags.len()),
    ];
    for (field, _) in missing.into_iter().filter(|(_, missing)| *missing) {
        errors.add(field, Problem::NotOffered);
    }
    let initiator =
        new.initiator.unwrap_or_else(|| before.map_or(ctx.actor_id(), |ticket| ticket.initiator_id));
    let people: Vec<Colleague> = tx.all(PEOPLE, (ctx.tenant, initiator, new.handler)).await?;
    let initiator = errors.take("initiator", as_initiator(&people, initiator, before));
    let handler = errors.take("handler", as_handler(&people, new, before));
    errors.check()?;
    Ok(Chosen {
        type_name: names.type_name,
        contact_name: names.contact_name,
        department_name: names.department_name,
        initiator: initiator.unwrap_or_else(|| ctx.me.who.clone()),
        handler: handler.flatten(),
        tag_names,
    })
}

/// The person, if they are in the tenant and can work.
pub(crate) async fn colleague(tx: &mut Tx, ctx: &Ctx, id: PersonId) -> Result<Option<Who>, DbError> {
    let people: Vec<Colleague> = tx.all(PEOPLE, (ctx.tenant, id, Some(id))).await?;
    Ok(people.into_iter().find(|person| person.disabled_at.is_none()).map(|person| person.who()))
}

fn as_initiator(people: &[Colleague], id: PersonId, before: Option<&Ticket>) -> Result<Who, Problem> {
    let stays = before.is_some_and(|ticket| ticket.initiator_id == id);
    able(people, id, stays).map(Colleague::who)
}

fn as_handler(
    people: &[Colleague],
    new: &NewTicket,
    before: Option<&Ticket>,
) -> Result<Option<Who>, Problem> {
    let Some(id) = new.handler else { return Ok(None) };
    let stays = before.is_some_and(|ticket| ticket.handler_id == Some(id));
    let person = able(people, id, stays)?;
    let moved = before.is_none_or(|ticket| ticket.department_id != new.department);
    let outside = new.department.is_some() && person.department_id != new.department;
    if outside && (moved || !stays) { Err(Problem::OutsideDepartment) } else { Ok(Some(person.who())) }
}

fn able(people: &[Colleague], id: PersonId, stays: bool) -> Result<&Colleague, Problem> {
    let able = |person: &&Colleague| person.id == id && (stays || person.disabled_at.is_none());
    people.iter().find(able).ok_or(Problem::NotOffered)
}

/// A contact that is being renamed is waited for: the ticket's words are to hold the new name.
async fn names(tx: &mut Tx, ctx: &Ctx, new: &NewTicket) -> Result<Names, DbError> {
    let end = tx.dialect().to_keep();
    let mut sql = Sql::new(tx.dialect(), "select (select name from ticket_type where tenant_id = ");
    sql.bind(ctx.tenant).push(" and id = ").bind(new.type_id).push(") as type_name,");
    sql.push("\n(select name from contact where tenant_id = ").bind(ctx.tenant);
    sql.push(" and id = ").bind(new.contact).push(end).push(") as contact_name,");
    sql.push("\n(select name from department where tenant_id = ").bind(ctx.tenant);
    sql.push(" and id = ").bind(new.department).push(") as department_name");
    tx.all_built(sql).await?.pop().ok_or(DbError::Missing)
}

async fn tag_names(tx: &mut Tx, ctx: &Ctx, tags: &[TagId]) -> Result<Vec<String>, DbError> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(tx.dialect(), "select name\nfrom tag\nwhere tenant_id = ");
    sql.bind(ctx.tenant);
    for (nth, &tag) in tags.iter().enumerate() {
        sql.push(if nth == 0 { " and id in (" } else { ", " }).bind(tag);
    }
    sql.push(")\norder by name, id");
    let rows: Vec<(String,)> = tx.all_built(sql).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

#[derive(sqlx::FromRow)]
struct Names {
    type_name: Option<String>,
    contact_name: Option<String>,
    department_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Colleague {
    id: PersonId,
    name: String,
    department_id: Option<DepartmentId>,
    disabled_at: Option<Time>,
}

impl Colleague {
    fn who(&self) -> Who {
        Who { id: self.id, name: self.name.clone() }
    }
}

const PEOPLE: &str = "
    select id, name, department_id, disabled_at
    from person
    where tenant_id = $1 and id in ($2, $3)";
