//! 导入: a file is read once into lines; a job takes them a few at a time, each row by the rules of the form that people
//! fill in.

mod deciding;
mod filling;
mod listing;
mod pruning;
mod reading;
mod refused;
mod resolving;
mod running;
mod store;
mod taking;
mod words;

pub use deciding::{check, discard, resume, run, stop};
pub use listing::{detail, list};
pub use reading::{Table, Unread, read};
pub use refused::{Refused, refused};
pub use taking::take;
pub use words::{front, priority, status, suggest};

pub(crate) use pruning::prune;
pub(crate) use running::{give_up, turn};
pub(crate) use store::place;

use model::{
    Error, ImportId, PersonId, Problem, Result, TenantId,
    policy::Right,
    transfer::{ImportState, Subject, Target},
};
use sqlx::types::Json;

use crate::{
    Ctx, Desk,
    db::{DbError, Tx},
    job::{self, NewJob, handlers::IMPORT},
};

/// What is wrong with a row, and in which property if it is one's.
type Problems = Vec<(Option<Target>, Problem)>;

/// An import as the work on it needs it.
#[derive(Clone, sqlx::FromRow)]
struct Import {
    id: ImportId,
    person_id: PersonId,
    what: Subject,
    file_name: String,
    state: ImportState,
    headings: Json<Vec<String>>,
    targets: Json<Vec<Option<Target>>>,
    shape: String,
    size: i64,
    place: i64,
}

async fn find(tx: &mut Tx, tenant: TenantId, id: ImportId) -> Result<Import> {
    tx.optional(FIND, (tenant, id)).await?.ok_or(Error::NotFound)
}

/// Queues the next turn of an import, whose earlier ones nobody needs to see.
async fn enqueue(tx: &mut Tx, desk: &Desk, tenant: TenantId, id: ImportId) -> Result<(), DbError> {
    tx.execute(FORGET_TURNS, (tenant, IMPORT)).await?;
    let payload = serde_json::json!({ "import": id });
    job::enqueue(tx, desk, tenant, NewJob { kind: IMPORT, payload, run_at: desk.clock.now() }).await?;
    Ok(())
}

/// The import, for whoever may have to do with it.
async fn open(tx: &mut Tx, ctx: &Ctx, id: ImportId) -> Result<Import> {
    ctx.authorize(Right::Import)?;
    find(tx, ctx.tenant, id).await
}

const FIND: &str = "
    select id, person_id, what, file_name, state, headings, targets, shape, size, place
    from import
    where tenant_id = $1 and id = $2";

const FORGET_TURNS: &str = "
    delete from job
    where tenant_id = $1 and kind = $2 and state = 'done'";
