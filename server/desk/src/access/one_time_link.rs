//! One-time links: the first administrator's, and those of people who were invited. Each makes one account.

use model::{
    DepartmentId, Error, InvitationId, PersonId, Problem, Result, TenantId,
    event::Event,
    person::{NewAccount, NewInvitation, SetUp, Welcome, Who},
    policy::{Role, Scope},
};

use super::{
    fault, password,
    session::{self, Opened},
};
use crate::{
    Desk, Door,
    db::{DbError, Tx},
    event::{self, Author},
    secret,
};

const INVITED_SECONDS: i64 = 7 * 24 * 60 * 60;
const FIRST_SECONDS: i64 = 24 * 60 * 60;

/// For whom a link is made.
pub struct LinkFor {
    name: String,
    email: String,
    role: Role,
    scope: Scope,
    department: Option<DepartmentId>,
    inviter: Option<PersonId>,
    seconds: i64,
}

#[derive(sqlx::FromRow)]
struct Link {
    id: InvitationId,
    name: String,
    email: String,
    role: Role,
    scope: Scope,
    department_id: Option<DepartmentId>,
    inviter_id: Option<PersonId>,
    tenant_name: String,
}

impl LinkFor {
    /// The administrator of a tenant that has nobody yet, who chooses name and account.
    pub fn first_administrator() -> Self {
        Self {
            name: String::new(),
            email: String::new(),
            role: Role::Administrator,
            scope: Scope::Tenant,
            department: None,
            inviter: None,
            seconds: FIRST_SECONDS,
        }
    }

    /// Somebody invited.
    pub fn invited(new: &NewInvitation, inviter: PersonId) -> Self {
        Self {
            name: new.name.clone(),
            email: new.email.clone(),
            role: new.role,
            scope: new.scope,
            department: new.department,
            inviter: Some(inviter),
            seconds: INVITED_SECONDS,
        }
    }

    /// Keeps the link and gives its secret.
    pub async fn make(&self, tx: &mut Tx, desk: &Desk, tenant: TenantId) -> Result<String> {
        let token = secret::token().map_err(|error| fault(&error))?;
        let now = desk.clock.now();
        let id = InvitationId(desk.new_id());
        let (name, email) = (self.name.as_str(), self.email.as_str());
        let expires_at = now.plus_seconds(self.seconds);
        let hash = secret::hash(&token);
        let whom = (
            tenant,
            id,
            hash,
            name,
            email,
            self.role,
            self.scope,
            self.department,
            self.inviter,
            now,
            expires_at,
        );
        tx.execute_one(MAKE, whom).await?;
        Ok(token)
    }
}

impl Link {
    fn is_first(&self) -> bool {
        self.inviter_id.is_none()
    }

    /// The account that an invitation fixes.
    fn email(&self) -> Option<&str> {
        Some(self.email.as_str()).filter(|email| !email.is_empty())
    }
}

/// What the link will do; [`Error::LinkExpired`] when it does nothing any more.
pub async fn welcome(door: &Door, token: &str) -> Result<Welcome> {
    let link = find(door, token).await?;
    Ok(Welcome { tenant: link.tenant_name, name: link.name, email: link.email })
}

/// Makes the account that the link is for and signs it in.
pub async fn set_up(door: &Door, form: &SetUp) -> Result<Opened> {
    let link = find(door, &form.token).await?;
    let account = form.parse(link.email())?;
    let hash = password::hash(&account.password).await?;
    let mut tx = door.desk.db.write().await?;
    use_up(&mut tx, door, &link).await?;
    let person = join(&mut tx, door, &link, &account, hash).await?;
    let opened = session::open(&mut tx, door, person).await?;
    let who = Who { id: person, name: account.name };
    let author = Author { desk: &door.desk, tenant: door.tenant, who: Some(&who) };
    event::record(&mut tx, author, None, Event::PersonJoined { who: who.clone() }).await?;
    tx.commit().await?;
    Ok(opened)
}

async fn find(door: &Door, token: &str) -> Result<Link> {
    let mut tx = door.desk.db.read().await?;
    let binds = (door.tenant, secret::hash(token), door.now());
    let link = tx.optional::<Link>(FIND, binds).await?.ok_or(Error::LinkExpired)?;
    let useless = link.is_first() && has_people(&mut tx, door.tenant).await?;
    if useless { Err(Error::LinkExpired) } else { Ok(link) }
}

/// Takes the link out of use; of two who use it at once, one succeeds. The links of the first start wait for each
/// other at the tenant, so that they make one administrator however many are printed and whenever.
async fn use_up(tx: &mut Tx, door: &Door, link: &Link) -> Result<()> {
    if link.is_first() {
        tx.execute_one(LOCK_TENANT, (door.tenant,)).await?;
        if has_people(tx, door.tenant).await? {
            return Err(Error::LinkExpired);
        }
    }
    match tx.execute(USE, (door.tenant, door.now(), link.id)).await? {
        1 => Ok(()),
        _ => Err(Error::LinkExpired),
    }
}

async fn join(tx: &mut Tx, door: &Door, link: &Link, account: &NewAccount, hash: String) -> Result<PersonId> {
    let id = PersonId(door.desk.new_id());
    let (email, name) = (account.email.as_str(), account.name.as_str());
    let row = (door.tenant, id, email, name, hash, link.role, link.scope, link.department_id, door.now());
    match tx.execute_one(JOIN, row).await {
        Ok(()) => Ok(id),
        Err(error) if error.is_unique() => Err(Error::at("email", Problem::Taken)),
        Err(error) => Err(error.into()),
    }
}

/// Whether anybody has an account.
pub async fn has_people(tx: &mut Tx, tenant: TenantId) -> Result<bool, DbError> {
    Ok(tx.optional::<(PersonId,)>(ANYBODY, (tenant,)).await?.is_some())
}

const MAKE: &str = "
    insert into invitation
        (tenant_id, id, token_hash, name, email, role, scope, department_id, inviter_id, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const FIND: &str = "
    select
        invitation.id, invitation.name, invitation.email, invitation.role, invitation.scope,
        invitation.department_id, invitation.inviter_id, tenant.name as tenant_name
    from invitation
    join tenant on tenant.id = invitation.tenant_id
    where invitation.tenant_id = $1
        and invitation.token_hash = $2
        and invitation.used_at is null
        and invitation.expires_at > $3
        and not exists (
            select 1
            from person
            where person.tenant_id = $1 and person.id = invitation.inviter_id and person.disabled_at is not null
        )";

const LOCK_TENANT: &str = "
    update tenant
    set name = name
    where id = $1";

const USE: &str = "
    update invitation
    set used_at = $2
    where tenant_id = $1 and id = $3 and used_at is null and expires_at > $2";

const JOIN: &str = "
    insert into person
        (tenant_id, id, email, name, password_hash, role, scope, department_id, created_at, last_sign_in_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";

const ANYBODY: &str = "
    select id
    from person
    where tenant_id = $1
    limit 1";
