//! 登录: account and password.

use model::{Error, FieldErrors, PersonId, Problem, Result, person::SignIn, text};

use super::{
    password::{self, Verdict},
    session::{self, Opened},
    throttle,
};
use crate::Door;

#[derive(sqlx::FromRow)]
struct Account {
    id: PersonId,
    password_hash: String,
}

/// Opens a session, always under a new token. Whether the account is unknown, switched off or has another password
/// is neither said nor to be told from the time the answer takes.
pub async fn sign_in(door: &Door, form: &SignIn) -> Result<Opened> {
    let email = account_of(form)?;
    let attempt = throttle::begin(door, &email).await?;
    let account = find(door, &email).await?;
    let kept = account.as_ref().map(|account| account.password_hash.as_str());
    let verdict = password::check(&form.password, kept).await?;
    let Some(account) = account.filter(|_| verdict != Verdict::Wrong) else { return Err(wrong()) };
    let hash = match verdict {
        Verdict::RightButOutdated => password::hash(&form.password).await?,
        Verdict::Right | Verdict::Wrong => account.password_hash.clone(),
    };
    let mut tx = door.desk.db.write().await?;
    let binds = (door.tenant, account.id, account.password_hash, hash, door.now());
    if tx.execute(SIGNED_IN, binds).await? != 1 {
        return Err(wrong());
    }
    attempt.succeeded(&mut tx, door.tenant).await?;
    let opened = session::open(&mut tx, door, account.id).await?;
    tx.commit().await?;
    Ok(opened)
}

fn account_of(form: &SignIn) -> Result<String> {
    let mut errors = FieldErrors::default();
    if form.email.trim().is_empty() {
        errors.add("email", Problem::Required);
    }
    if form.password.is_empty() {
        errors.add("password", Problem::Required);
    }
    errors.check()?;
    let as_it_is = |_| form.email.replace(char::is_control, "").trim().to_lowercase();
    Ok(text::email(&form.email).unwrap_or_else(as_it_is))
}

async fn find(door: &Door, email: &str) -> Result<Option<Account>> {
    let mut tx = door.desk.db.read().await?;
    Ok(tx.optional(FIND, (door.tenant, email)).await?)
}

fn wrong() -> Error {
    Error::at("password", Problem::WrongCredentials)
}

const FIND: &str = "
    select id, password_hash
    from person
    where tenant_id = $1 and email = $2 and disabled_at is null";

const SIGNED_IN: &str = "
    update person
    set last_sign_in_at = $5, password_hash = $4
    where tenant_id = $1 and id = $2 and password_hash = $3 and disabled_at is null";
