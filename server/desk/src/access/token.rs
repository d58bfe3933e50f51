//! API 令牌: a secret that a program shows to act for a person. The database keeps only its hash, and the person's
//! own rights stay the limit of what it opens.

use jiff::{civil::Date, tz::TimeZone};
use model::{
    DepartmentId, Error, PersonId, Problem, Result, SessionId, TenantId, Time, TokenId,
    event::Event,
    person::{Me, Who},
    policy::{Right, Role, Scope},
    token::{Grant, Life, PREFIX, TOKENS_MAX, TokenForm, TokenRow},
};

use super::fault;
use crate::{
    Ctx, Desk,
    db::{DbError, Tx},
    event, secret,
};

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// The farthest day that may be chosen.
const LIFE_MAX_SECONDS: i64 = 366 * DAY_SECONDS;
/// `last_used_at` is written at most this often.
const USED_SECONDS: i64 = 60;
/// A token that has stopped working stays in the lists so long, so that its owner sees why.
const EXPIRED_KEPT_SECONDS: i64 = 30 * DAY_SECONDS;
/// How many characters of a token its row shows.
const SHOWN: usize = 9;

/// A program that has shown a token, and the person it acts for.
pub struct Bearer {
    /// The person.
    pub ctx: Ctx,
    /// What the token may be used for.
    pub grants: Vec<Grant>,
    /// When it stops working.
    pub expires_at: Time,
}

/// Makes a token for the person and answers its secret, which is shown this once.
pub async fn make(ctx: &Ctx, form: &TokenForm) -> Result<String> {
    ctx.authorize(Right::OwnAccount)?;
    let new = form.parse()?;
    let now = ctx.now();
    let expires_at = end(ctx, &new.life)?;
    let token = PREFIX.to_owned() + &secret::token().map_err(|error| fault(&error))?;
    let prefix: String = token.chars().take(SHOWN).collect();
    let mut tx = ctx.desk.db.write().await?;
    let (count,): (i64,) = tx.one(COUNT, (ctx.tenant, ctx.actor_id(), now)).await?;
    if count >= i64::from(TOKENS_MAX) {
        return Err(Error::at("name", Problem::TooMany { max: TOKENS_MAX }));
    }
    let id = TokenId(ctx.desk.new_id());
    let (name, grants, hash) = (new.name.as_str(), written(&new.grants), secret::hash(&token));
    let row = (ctx.tenant, id, ctx.actor_id(), name, hash, prefix, grants, now, expires_at);
    tx.execute_one(MAKE, row).await?;
    event::record(&mut tx, ctx, None, Event::TokenMade { name: new.name }).await?;
    tx.commit().await?;
    Ok(token)
}

/// The person's own tokens, the newest first.
pub async fn own(ctx: &Ctx) -> Result<Vec<TokenRow>> {
    ctx.authorize(Right::OwnAccount)?;
    let mut tx = ctx.desk.db.read().await?;
    let rows: Vec<Row> = tx.all(OWN, (ctx.tenant, ctx.actor_id())).await?;
    Ok(rows.into_iter().map(|row| row.shown(ctx.now())).collect())
}

/// Everybody's tokens, the newest first.
pub async fn all(ctx: &Ctx) -> Result<Vec<TokenRow>> {
    ctx.authorize(Right::ManagePeople)?;
    let mut tx = ctx.desk.db.read().await?;
    let rows: Vec<Row> = tx.all(ALL, (ctx.tenant,)).await?;
    Ok(rows.into_iter().map(|row| row.shown(ctx.now())).collect())
}

/// Ends a token: its owner's right, and that of whoever manages people.
pub async fn revoke(ctx: &Ctx, token: TokenId) -> Result<()> {
    ctx.authorize(Right::OwnAccount)?;
    let mut tx = ctx.desk.db.write().await?;
    let found: Option<(PersonId, String, String)> = tx.optional(FIND, (ctx.tenant, token)).await?;
    let (id, owner, name) = found.ok_or(Error::NotFound)?;
    if id != ctx.actor_id() {
        ctx.authorize(Right::ManagePeople).map_err(|_| Error::NotFound)?;
    }
    if tx.execute(REVOKE, (ctx.tenant, token)).await? == 0 {
        return Err(Error::NotFound);
    }
    let who = Who { id, name: owner };
    event::record(&mut tx, ctx, None, Event::TokenRevoked { who, name }).await?;
    Ok(tx.commit().await?)
}

/// Ends all tokens of a person, and answers what the log must say of it.
pub(crate) async fn revoke_all(tx: &mut Tx, ctx: &Ctx, who: &Who) -> Result<Vec<Event>, DbError> {
    let names: Vec<(String,)> = tx.all(REVOKE_ALL, (ctx.tenant, who.id)).await?;
    Ok(names.into_iter().map(|(name,)| Event::TokenRevoked { who: who.clone(), name }).collect())
}

/// The program behind a token; [`Error::SignedOut`] when it is unknown, expired or withdrawn, or its owner's account
/// is switched off.
pub async fn bear(desk: &Desk, token: &str, address: &str) -> Result<Bearer> {
    if !token.starts_with(PREFIX) {
        return Err(Error::SignedOut);
    }
    let now = desk.clock.now();
    let mut tx = desk.db.read().await?;
    let shown = tx.optional::<Shown>(BEAR, (secret::hash(token), now)).await?.ok_or(Error::SignedOut)?;
    drop(tx);
    let rested = shown.last_used_at.is_none_or(|last| now.millis_since(last) >= USED_SECONDS * 1000);
    if rested && let Err(error) = used(desk, &shown, now, address).await {
        tracing::warn!(%error, "that a token is in use could not be noted");
    }
    Ok(shown.bearer(desk))
}

/// Drops tokens that stopped working a while ago.
pub async fn prune(tx: &mut Tx, tenant: TenantId, now: Time) -> Result<(), DbError> {
    tx.execute(PRUNE, (tenant, now.minus_seconds(EXPIRED_KEPT_SECONDS))).await.map(|_| ())
}

async fn used(desk: &Desk, shown: &Shown, now: Time, address: &str) -> Result<(), DbError> {
    let mut tx = desk.db.write().await?;
    tx.execute(USED, (shown.tenant_id, shown.token_id, now, address, shown.last_used_at)).await?;
    tx.commit().await
}

/// When a token that is made now stops working; a day ends in the tenant's zone.
fn end(ctx: &Ctx, life: &Life) -> Result<Time> {
    let now = ctx.now();
    let refused = || Error::at("until", Problem::DateRefused);
    match life {
        Life::Days(days) => Ok(now.plus_seconds(days * DAY_SECONDS)),
        Life::Until(day) => {
            let day: Date = day.parse().map_err(|_| refused())?;
            let zone = TimeZone::get(&ctx.me.zone).unwrap_or(TimeZone::UTC);
            let midnight = day.tomorrow().and_then(|next| next.to_zoned(zone)).map_err(|_| refused())?;
            let end = Time(midnight.timestamp().as_millisecond());
            let ahead = end > now && end <= now.plus_seconds(LIFE_MAX_SECONDS);
            if ahead { Ok(end) } else { Err(refused()) }
        }
    }
}

/// As OAuth writes scopes: codes with blanks between.
fn written(grants: &[Grant]) -> String {
    grants.iter().map(|grant| grant.code()).collect::<Vec<_>>().join(" ")
}

fn read(grants: &str) -> Vec<Grant> {
    grants.split(' ').filter_map(|code| code.parse().ok()).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TokenId,
    person_id: PersonId,
    owner: String,
    name: String,
    prefix: String,
    grants: String,
    created_at: Time,
    expires_at: Time,
    last_used_at: Option<Time>,
    last_address: Option<String>,
}

impl Row {
    fn shown(self, now: Time) -> TokenRow {
        TokenRow {
            id: self.id,
            owner: Who { id: self.person_id, name: self.owner },
            name: self.name,
            prefix: self.prefix,
            grants: read(&self.grants),
            created_at: self.created_at,
            expires_at: self.expires_at,
            expired: self.expires_at <= now,
            last_used_at: self.last_used_at,
            last_address: self.last_address,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Shown {
    token_id: TokenId,
    grants: String,
    expires_at: Time,
    last_used_at: Option<Time>,
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

impl Shown {
    fn bearer(self, desk: &Desk) -> Bearer {
        let me = Me {
            who: Who { id: self.person_id, name: self.name },
            email: self.email,
            role: self.role,
            scope: self.scope,
            session: SessionId(self.token_id.0),
            tenant: self.tenant_name,
            zone: self.zone,
        };
        let ctx = Ctx { desk: desk.clone(), tenant: self.tenant_id, me, department: self.department_id };
        Bearer { ctx, grants: read(&self.grants), expires_at: self.expires_at }
    }
}

const COUNT: &str = "
    select count(*)
    from api_token
    where tenant_id = $1 and person_id = $2 and expires_at > $3";

const MAKE: &str = "
    insert into api_token
        (tenant_id, id, person_id, name, token_hash, prefix, grants, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const OWN: &str = "
    select api_token.id, api_token.person_id, person.name as owner, api_token.name, api_token.prefix,
           api_token.grants, api_token.created_at, api_token.expires_at, api_token.last_used_at,
           api_token.last_address
    from api_token
    join person on person.tenant_id = api_token.tenant_id and person.id = api_token.person_id
    where api_token.tenant_id = $1 and api_token.person_id = $2
    order by api_token.created_at desc, api_token.id desc";

const ALL: &str = "
    select api_token.id, api_token.person_id, person.name as owner, api_token.name, api_token.prefix,
           api_token.grants, api_token.created_at, api_token.expires_at, api_token.last_used_at,
           api_token.last_address
    from api_token
    join person on person.tenant_id = api_token.tenant_id and person.id = api_token.person_id
    where api_token.tenant_id = $1
    order by api_token.created_at desc, api_token.id desc";

const FIND: &str = "
    select api_token.person_id, person.name, api_token.name
    from api_token
    join person on person.tenant_id = api_token.tenant_id and person.id = api_token.person_id
    where api_token.tenant_id = $1 and api_token.id = $2";

const REVOKE: &str = "
    delete from api_token
    where tenant_id = $1 and id = $2";

const REVOKE_ALL: &str = "
    delete from api_token
    where tenant_id = $1 and person_id = $2
    returning name";

const BEAR: &str = "
    select
        api_token.id as token_id, api_token.grants, api_token.expires_at, api_token.last_used_at,
        api_token.tenant_id, tenant.name as tenant_name, tenant.zone,
        person.id as person_id, person.name, person.email, person.role, person.scope, person.department_id
    from api_token
    join person on person.tenant_id = api_token.tenant_id and person.id = api_token.person_id
    join tenant on tenant.id = api_token.tenant_id
    where api_token.token_hash = $1
        and api_token.expires_at > $2
        and person.disabled_at is null";

const USED: &str = "
    update api_token
    set last_used_at = $3, last_address = $4
    where tenant_id = $1 and id = $2 and coalesce(last_used_at, 0) = coalesce($5, 0)";

const PRUNE: &str = "
    delete from api_token
    where tenant_id = $1 and expires_at < $2";
