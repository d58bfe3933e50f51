//! 成员: the staff list, invitations, switching accounts off and on, and picking a colleague in a form.

use model::{
    DepartmentId, Error, InvitationId, PersonId, Problem, Result,
    event::Event,
    person::{InvitationRow, Invite, PersonRow, Who},
    policy::{Right, Role},
};

use crate::{
    Ctx,
    access::{self, LinkFor},
    db::{DbError, Tx},
    event, pattern,
};

/// Everybody with an account, those switched off last.
pub async fn list(ctx: &Ctx) -> Result<Vec<PersonRow>> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(tx.all(LIST, (ctx.tenant,)).await?)
}

/// Invitations that nobody has used yet, the newest first; expired ones stay to be renewed.
pub async fn invitations(ctx: &Ctx) -> Result<Vec<InvitationRow>> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(tx.all(INVITATIONS, (ctx.tenant,)).await?)
}

/// Invites a person and gives the secret of the link that makes their account. An earlier invitation of the same
/// account stops working.
pub async fn invite(ctx: &Ctx, form: &Invite) -> Result<String> {
    ctx.authorize(Right::ManagePeople)?;
    let new = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    must_still_administer(&mut tx, ctx).await?;
    if let Some(department) = new.department {
        must_exist(&mut tx, ctx, department).await?;
    }
    if tx.optional::<(PersonId,)>(BY_EMAIL, (ctx.tenant, new.email.as_str())).await?.is_some() {
        return Err(Error::at("email", Problem::Taken));
    }
    tx.execute(REPLACE, (ctx.tenant, new.email.as_str())).await?;
    let token = LinkFor::invited(&new, ctx.actor_id()).make(&mut tx, &ctx.desk, ctx.tenant).await?;
    event::record(&mut tx, ctx, None, Event::PersonInvited { email: new.email }).await?;
    tx.commit().await?;
    Ok(token)
}

/// Makes the link of an unused invitation worthless.
pub async fn withdraw(ctx: &Ctx, invitation: InvitationId) -> Result<()> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.write().await?;
    let withdrawn = tx.optional::<(String,)>(WITHDRAW, (ctx.tenant, invitation)).await?;
    let (email,) = withdrawn.ok_or(Error::NotFound)?;
    event::record(&mut tx, ctx, None, Event::InvitationWithdrawn { email }).await?;
    Ok(tx.commit().await?)
}

/// Switches an account off, ends its sessions and tokens and withdraws the invitations it has sent, for one of them may
/// lead back in. Nobody does so to themselves; as only an enabled administrator can do it to others, the last one stays.
pub async fn disable(ctx: &Ctx, person: PersonId) -> Result<()> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.write().await?;
    must_still_administer(&mut tx, ctx).await?;
    let who = find(&mut tx, ctx, person).await?;
    if person == ctx.actor_id() {
        return Err(Error::Forbidden);
    }
    if tx.execute(DISABLE, (ctx.tenant, person, ctx.now())).await? == 0 {
        return Ok(());
    }
    access::end_sessions(&mut tx, ctx, person).await?;
    let revoked = access::token::revoke_all(&mut tx, ctx, &who).await?;
    let withdrawn: Vec<(String,)> = tx.all(WITHDRAW_OF, (ctx.tenant, person)).await?;
    let withdrawn = withdrawn.into_iter().map(|(email,)| Event::InvitationWithdrawn { email });
    let events = std::iter::once(Event::PersonDisabled { who }).chain(revoked).chain(withdrawn).collect();
    event::record_all(&mut tx, ctx, None, events).await?;
    Ok(tx.commit().await?)
}

/// Switches an account on again.
pub async fn enable(ctx: &Ctx, person: PersonId) -> Result<()> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.write().await?;
    must_still_administer(&mut tx, ctx).await?;
    let who = find(&mut tx, ctx, person).await?;
    if tx.execute(ENABLE, (ctx.tenant, person)).await? == 0 {
        return Ok(());
    }
    event::record(&mut tx, ctx, None, Event::PersonEnabled { who }).await?;
    Ok(tx.commit().await?)
}

/// Colleagues whose name or account contains the text, of one department if it is named; at most 20.
pub async fn pick(ctx: &Ctx, query: &str, department: Option<DepartmentId>) -> Result<Vec<Who>> {
    ctx.authorize(Right::PickReference)?;
    let mut tx = ctx.desk.db.read().await?;
    let binds = (ctx.tenant, pattern::containing(query), department);
    let rows = tx.all::<(PersonId, String)>(PICK, binds).await?;
    Ok(rows.into_iter().map(|(id, name)| Who { id, name }).collect())
}

async fn find(tx: &mut Tx, ctx: &Ctx, person: PersonId) -> Result<Who> {
    let row = tx.optional::<(PersonId, String)>(FIND, (ctx.tenant, person)).await?;
    row.map(|(id, name)| Who { id, name }).ok_or(Error::NotFound)
}

async fn must_exist(tx: &mut Tx, ctx: &Ctx, department: DepartmentId) -> Result<()> {
    let found = tx.optional::<(DepartmentId,)>(DEPARTMENT, (ctx.tenant, department)).await?;
    found.map(|_| ()).ok_or_else(|| Error::at("department", Problem::NotOffered))
}

/// Locks the enabled administrators, of whom the actor must still be one, so that two who switch each other off
/// at the same moment do not both succeed.
async fn must_still_administer(tx: &mut Tx, ctx: &Ctx) -> Result<()> {
    let administrators: Result<Vec<(PersonId,)>, DbError> =
        tx.all(LOCK_ADMINISTRATORS, (ctx.tenant, Role::Administrator)).await;
    if administrators?.contains(&(ctx.actor_id(),)) { Ok(()) } else { Err(Error::Forbidden) }
}

const LIST: &str = "
    select
        person.id, person.name, person.email, person.role, person.scope, department.name as department,
        person.last_sign_in_at, person.disabled_at
    from person
    left join department on department.tenant_id = person.tenant_id and department.id = person.department_id
    where person.tenant_id = $1
    order by case when person.disabled_at is null then 0 else 1 end, person.name, person.id";

const INVITATIONS: &str = "
    select id, name, email, role, expires_at
    from invitation
    where tenant_id = $1 and used_at is null and inviter_id is not null
    order by created_at desc, id desc";

const BY_EMAIL: &str = "
    select id
    from person
    where tenant_id = $1 and email = $2";

const REPLACE: &str = "
    delete from invitation
    where tenant_id = $1 and email = $2 and used_at is null";

const WITHDRAW: &str = "
    delete from invitation
    where tenant_id = $1 and id = $2 and used_at is null and inviter_id is not null
    returning email";

const WITHDRAW_OF: &str = "
    delete from invitation
    where tenant_id = $1 and inviter_id = $2 and used_at is null
    returning email";

const DISABLE: &str = "
    update person
    set disabled_at = $3
    where tenant_id = $1 and id = $2 and disabled_at is null";

const ENABLE: &str = "
    update person
    set disabled_at = null
    where tenant_id = $1 and id = $2 and disabled_at is not null";

const PICK: &str = r"
    select id, name
    from person
    where tenant_id = $1
        and disabled_at is null
        and (lower(name) like lower($2) escape '\' or email like lower($2) escape '\')
        and ($3 is null or department_id = $3)
    order by name, id
    limit 20";

const FIND: &str = "
    select id, name
    from person
    where tenant_id = $1 and id = $2";

const DEPARTMENT: &str = "
    select id
    from department
    where tenant_id = $1 and id = $2";

const LOCK_ADMINISTRATORS: &str = "
    update person
    set role = role
    where tenant_id = $1 and role = $2 and disabled_at is null
    returning id";
