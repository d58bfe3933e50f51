//! 修改密码: one's own, proved by the old one.

use model::{Error, Problem, Result, event::Event, person::ChangePassword, policy::Right};

use super::{
    password::{self, Verdict},
    session, throttle,
};
use crate::{Ctx, Door, event};

/// Changes the person's password and signs out every other browser.
pub async fn change_password(ctx: &Ctx, form: &ChangePassword) -> Result<()> {
    ctx.authorize(Right::OwnAccount)?;
    let wanted = form.parse()?;
    let attempt = throttle::begin(&door(ctx), &ctx.me.email).await?;
    let (kept,): (String,) = ctx.desk.db.read().await?.one(KEPT, (ctx.tenant, ctx.actor_id())).await?;
    if password::check(&form.current, Some(&kept)).await? == Verdict::Wrong {
        return Err(Error::at("current", Problem::WrongCredentials));
    }
    let hash = password::hash(&wanted).await?;
    let mut tx = ctx.desk.db.write().await?;
    if tx.execute(CHANGE, (ctx.tenant, ctx.actor_id(), kept, hash)).await? != 1 {
        return Err(Error::at("current", Problem::WrongCredentials));
    }
    attempt.succeeded(&mut tx, ctx.tenant).await?;
    session::end_others(&mut tx, ctx).await?;
    event::record(&mut tx, ctx, None, Event::PasswordChanged { who: ctx.me.who.clone() }).await?;
    Ok(tx.commit().await?)
}

/// Guesses count against the account; the address that signed in is not known any more.
fn door(ctx: &Ctx) -> Door {
    Door { desk: ctx.desk.clone(), tenant: ctx.tenant, address: String::new(), user_agent: String::new() }
}

const KEPT: &str = "
    select password_hash
    from person
    where tenant_id = $1 and id = $2";

const CHANGE: &str = "
    update person
    set password_hash = $4
    where tenant_id = $1 and id = $2 and password_hash = $3";
