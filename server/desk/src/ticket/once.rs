//! One answer per form, however often it is sent.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use model::{
    Error, Result,
    ticket::{ReplyForm, TicketForm},
};
use serde::Serialize;

use crate::{Ctx, db::Tx, secret};

/// What a submission is known by: its key together with what it says, so that a form which was changed after its
/// answer got lost is not taken for the one that was answered. Nothing without a key.
pub(crate) struct Once(Option<String>);

impl Once {
    /// A ticket form, sent to do this to the ticket of that number; 0 for a new one.
    pub fn ticket(what: (&str, i64), form: &TicketForm) -> Result<Self> {
        Self::of(what, &form.key, &TicketForm { version: 0, ..form.clone() })
    }

    /// A reply or note, sent to do this to the ticket of that number.
    pub fn reply(what: (&str, i64), form: &ReplyForm) -> Result<Self> {
        Self::of(what, &form.key, &ReplyForm { version: 0, ..form.clone() })
    }

    fn of(what: (&str, i64), key: &str, form: &impl Serialize) -> Result<Self> {
        if key.is_empty() {
            return Ok(Self(None));
        }
        let said = serde_json::to_string(&(what, form)).map_err(|_| Error::Unavailable)?;
        Ok(Self(Some(BASE64_URL_SAFE_NO_PAD.encode(secret::hash(&said)))))
    }

    /// Claims the submission for this transaction, or tells the answer that was given to it before. Whoever sends the
    /// same at the same time waits here for the first.
    pub async fn claim(&self, tx: &mut Tx, ctx: &Ctx) -> Result<Option<i64>> {
        let Some(key) = self.0.as_deref() else { return Ok(None) };
        if tx.execute(CLAIM, (ctx.tenant, ctx.actor_id(), key, ctx.now())).await? == 1 {
            return Ok(None);
        }
        let (result,): (i64,) = tx.one(ANSWER, (ctx.tenant, ctx.actor_id(), key)).await?;
        Ok(Some(result))
    }

    /// Keeps the answer to a claimed submission.
    pub async fn answer(&self, tx: &mut Tx, ctx: &Ctx, result: i64) -> Result<()> {
        let Some(key) = self.0.as_deref() else { return Ok(()) };
        Ok(tx.execute_one(KEEP, (ctx.tenant, ctx.actor_id(), key, result)).await?)
    }
}

const CLAIM: &str = "
    insert into idempotency (tenant_id, person_id, key, result, created_at)
    values ($1, $2, $3, 0, $4)
    on conflict (tenant_id, person_id, key) do nothing";

const ANSWER: &str = "
    select result
    from idempotency
    where tenant_id = $1 and person_id = $2 and key = $3";

const KEEP: &str = "
    update idempotency
    set result = $4
    where tenant_id = $1 and person_id = $2 and key = $3";
