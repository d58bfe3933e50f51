//! A session is a random token in a cookie, of which the database keeps only the hash.

use model::{
    DepartmentId, Error, PersonId, Result, SessionId, TenantId, Time,
    person::{Me, SessionRow, Who},
    policy::{Right, Role, Scope},
};

use super::fault;
use crate::{
    Ctx, Desk, Door,
    db::{DbError, Tx},
    live::Stir,
    secret,
};

const IDLE_SECONDS: i64 = 12 * 60 * 60;
const ABSOLUTE_SECONDS: i64 = 30 * 24 * 60 * 60;
/// `last_seen_at` is written at most this often.
const SEEN_SECONDS: i64 = 60;
/// The most that is kept of how a browser describes itself, in characters.
const USER_AGENT_MAX: usize = 300;

/// A session that has just been opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the browser must show from now on; nobody else ever sees it.
    pub token: String,
    /// When it stops working even if it is used all the time.
    pub expires_at: Time,
}

#[derive(sqlx::FromRow)]
struct Resumed {
    session_id: SessionId,
    last_seen_at: Time,
    tenant_id: TenantId,
    tenant_name: String,
    zone: String,
    person_id: PersonId,
    name: String,
    email: String,
    role: Role,
    scope: Scope,
    department_id: Option<DepartmentId>,
}

/// Opens a session for a person who has proved who they are.
pub async fn open(tx: &mut Tx, door: &Door, person: PersonId) -> Result<Opened> {
    let id = SessionId(door.desk.new_id());
    let token = secret::token().map_err(|error| fault(&error))?;
    let now = door.now();
    let expires_at = now.plus_seconds(ABSOLUTE_SECONDS);
    let user_agent: String = door.user_agent.chars().take(USER_AGENT_MAX).collect();
    let row =
        (door.tenant, id, secret::hash(&token), person, user_agent, door.address.as_str(), now, expires_at);
    tx.execute_one(OPEN, row).await?;
    Ok(Opened { token, expires_at })
}

/// The person behind a token; [`Error::SignedOut`] when it is unknown or expired or the account is switched off.
pub async fn resume(desk: &Desk, token: &str) -> Result<Ctx> {
    let now = desk.clock.now();
    let mut tx = desk.db.read().await?;
    let binds = (secret::hash(token), now, now.minus_seconds(IDLE_SECONDS));
    let row = tx.optional::<Resumed>(RESUME, binds).await?.ok_or(Error::SignedOut)?;
    drop(tx);
    if now.millis_since(row.last_seen_at) >= SEEN_SECONDS * 1000
        && let Err(error) = seen(desk, &row, now).await
    {
        tracing::warn!(%error, "that a session is in use could not be noted");
    }
    Ok(row.ctx(desk))
}

impl Resumed {
    fn ctx(self, desk: &Desk) -> Ctx {
        let me = Me {
            who: Who { id: self.person_id, name: self.name },
            email: self.email,
            role: self.role,
            scope: self.scope,
            session: self.session_id,
            tenant: self.tenant_name,
            zone: self.zone,
        };
        Ctx { desk: desk.clone(), tenant: self.tenant_id, me, department: self.department_id }
    }
}

async fn seen(desk: &Desk, row: &Resumed, now: Time) -> Result<()> {
    let mut tx = desk.db.write().await?;
    tx.execute(SEEN, (row.tenant_id, row.session_id, now, row.last_seen_at)).await?;
    Ok(tx.commit().await?)
}

/// 退出: ends the session of this browser.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.desk.db.write().await?;
    tx.execute(REVOKE, (ctx.tenant, ctx.me.session, ctx.actor_id())).await?;
    ended(&mut tx, &ctx.desk, ctx.tenant, ctx.actor_id());
    Ok(tx.commit().await?)
}

/// The browsers in which the person is signed in, the last used first.
pub async fn sessions(ctx: &Ctx) -> Result<Vec<SessionRow>> {
    ctx.authorize(Right::OwnAccount)?;
    let now = ctx.now();
    let mut tx = ctx.desk.db.read().await?;
    Ok(tx.all(SESSIONS, (ctx.tenant, ctx.actor_id(), now, now.minus_seconds(IDLE_SECONDS))).await?)
}

/// Ends one of the person's own sessions.
pub async fn revoke(ctx: &Ctx, session: SessionId) -> Result<()> {
    ctx.authorize(Right::OwnAccount)?;
    let mut tx = ctx.desk.db.write().await?;
    if tx.execute(REVOKE, (ctx.tenant, session, ctx.actor_id())).await? == 0 {
        return Err(Error::NotFound);
    }
    ended(&mut tx, &ctx.desk, ctx.tenant, ctx.actor_id());
    Ok(tx.commit().await?)
}

/// Ends every session of a colleague.
pub async fn end_all(tx: &mut Tx, ctx: &Ctx, person: PersonId) -> Result<(), DbError> {
    tx.execute(END_ALL, (ctx.tenant, person)).await?;
    ended(tx, &ctx.desk, ctx.tenant, person);
    Ok(())
}

/// Ends every session of the person but this one.
pub async fn end_others(tx: &mut Tx, ctx: &Ctx) -> Result<(), DbError> {
    tx.execute(END_OTHERS, (ctx.tenant, ctx.actor_id(), ctx.me.session)).await?;
    ended(tx, &ctx.desk, ctx.tenant, ctx.actor_id());
    Ok(())
}

/// Open pages of the person look at once whether it was theirs.
fn ended(tx: &mut Tx, desk: &Desk, tenant: TenantId, person: PersonId) {
    tx.wakes(desk.live.wake(Stir::SessionEnded(tenant, person)));
}

/// Drops sessions that have expired.
pub async fn prune(tx: &mut Tx, tenant: TenantId, now: Time) -> Result<(), DbError> {
    tx.execute(PRUNE, (tenant, now, now.minus_seconds(IDLE_SECONDS))).await.map(|_| ())
}

const OPEN: &str = "
    insert into session
        (tenant_id, id, token_hash, person_id, user_agent, address, created_at, last_seen_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7, $8)";

const RESUME: &str = "
    select
        session.id as session_id, session.last_seen_at, session.tenant_id,
        tenant.name as tenant_name, tenant.zone,
        person.id as person_id, person.name, person.email, person.role, person.scope, person.department_id
    from session
    join person on person.tenant_id = session.tenant_id and person.id = session.person_id
    join tenant on tenant.id = session.tenant_id
    where session.token_hash = $1
        and session.expires_at > $2
        and session.last_seen_at > $3
        and person.disabled_at is null";

const SEEN: &str = "
    update session
    set last_seen_at = $3
    where tenant_id = $1 and id = $2 and last_seen_at = $4";

const SESSIONS: &str = "
    select id, user_agent, address, created_at, last_seen_at
    from session
    where tenant_id = $1 and person_id = $2 and expires_at > $3 and last_seen_at > $4
    order by last_seen_at desc, id desc";

const REVOKE: &str = "
    delete from session
    where tenant_id = $1 and id = $2 and person_id = $3";

const END_ALL: &str = "
    delete from session
    where tenant_id = $1 and person_id = $2";

const END_OTHERS: &str = "
    delete from session
    where tenant_id = $1 and person_id = $2 and id <> $3";

const PRUNE: &str = "
    delete from session
    where tenant_id = $1 and (expires_at <= $2 or last_seen_at <= $3)";
