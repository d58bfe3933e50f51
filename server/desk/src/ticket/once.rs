//! One answer per form, however often it is sent.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use model::{
    Error, Problem, Result,
    contact::ContactForm,
    ticket::{ReplyForm, TicketForm},
};
use serde::Serialize;

use crate::{Ctx, db::Tx, secret};

/// What a submission is known by: its key, and what it says, so that a form which was changed after its answer got
/// lost is not taken for the one that was answered. Nothing without a key.
pub(crate) struct Once(Option<Said>);

/// How the keys of programs begin. A person may change a form whose answer got lost; a program that sends another body
/// under the same key has made a mistake.
pub(crate) const PROGRAM: &str = "api:";

struct Said {
    key: String,
    hash: String,
}

/// Whether a submission has been here before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It is the first of its key.
    First,
    /// The same was answered so.
    Answered(i64),
    /// What was sent under this key and answered so said something else.
    Changed(i64),
}

impl Once {
    /// A ticket form, sent to do this to the ticket of that number; 0 for a new one.
    pub fn ticket(what: (&str, i64), form: &TicketForm) -> Result<Self> {
        Self::of(what, &form.key, &TicketForm { version: 0, ..form.clone() })
    }

    /// A reply or note, sent to do this to the ticket of that number.
    pub fn reply(what: (&str, i64), form: &ReplyForm) -> Result<Self> {
        Self::of(what, &form.key, &ReplyForm { version: 0, ..form.clone() })
    }

    /// A new contact.
    pub fn contact(key: &str, form: &ContactForm) -> Result<Self> {
        Self::of(("contact", 0), key, form)
    }

    fn of(what: (&str, i64), key: &str, form: &impl Serialize) -> Result<Self> {
        if key.is_empty() {
            return Ok(Self(None));
        }
        let said = serde_json::to_string(&(what, form)).map_err(|_| Error::Unavailable)?;
        let hash = BASE64_URL_SAFE_NO_PAD.encode(secret::hash(&said));
        Ok(Self(Some(Said { key: key.to_owned(), hash })))
    }

    /// Claims the key for this transaction, or tells the answer that was given under it before. Whoever sends the
    /// same at the same time waits here for the first.
    pub async fn claim(&self, tx: &mut Tx, ctx: &Ctx) -> Result<Claim> {
        let Some(Said { key, hash }) = &self.0 else { return Ok(Claim::First) };
        let binds = (ctx.tenant, ctx.actor_id(), key.as_str(), hash.as_str(), ctx.now());
        if tx.execute(CLAIM, binds).await? == 1 {
            return Ok(Claim::First);
        }
        let (result, said): (i64, String) =
            tx.one(ANSWER, (ctx.tenant, ctx.actor_id(), key.as_str())).await?;
        match said == *hash {
            true => Ok(Claim::Answered(result)),
            false if key.starts_with(PROGRAM) => Err(Error::at("idempotency-key", Problem::KeyReused)),
            false => Ok(Claim::Changed(result)),
        }
    }

    /// Keeps the answer to a claimed submission.
    pub async fn answer(&self, tx: &mut Tx, ctx: &Ctx, result: i64) -> Result<()> {
        let Some(Said { key, hash }) = &self.0 else { return Ok(()) };
        let binds = (ctx.tenant, ctx.actor_id(), key.as_str(), result, hash.as_str());
        Ok(tx.execute_one(KEEP, binds).await?)
    }
}

const CLAIM: &str = "
    insert into idempotency (tenant_id, person_id, key, said, result, created_at)
    values ($1, $2, $3, $4, 0, $5)
    on conflict (tenant_id, person_id, key) do nothing";

const ANSWER: &str = "
    select result, said
    from idempotency
    where tenant_id = $1 and person_id = $2 and key = $3";

const KEEP: &str = "
    update idempotency
    set result = $4, said = $5
    where tenant_id = $1 and person_id = $2 and key = $3";
