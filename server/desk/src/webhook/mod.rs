//! Webhooks: whom the desk tells of events. A message is written down with the event itself, sent by a job, tried
//! again for a day, and signed as Standard Webhooks asks.

mod delivering;
mod keeping;
mod post;
mod records;
mod signing;
mod telling;

pub use delivering::deliver;
pub use keeping::{add, edit, find, list, remove, rotate, switch};
pub use post::{Failure, Letter, NoPost, Post, Receipt};
pub use records::{deliveries, ping, resend};
pub use signing::{new_secret, sign};

pub(crate) use records::prune;
pub(crate) use telling::{News, listening, tell};

use crate::{Desk, db::DbError, db::Tx, job};
use model::{DeliveryId, TenantId, Time};
use serde::{Deserialize, Serialize};

/// What a job knows of the message that it sends. The attempt tells a job that was overtaken by another that it is
/// not needed any more.
#[derive(Serialize, Deserialize)]
struct Task {
    delivery: DeliveryId,
    attempt: i64,
}

/// Queues the next attempt of a message.
async fn queue(tx: &mut Tx, desk: &Desk, tenant: TenantId, task: Task, run_at: Time) -> Result<(), DbError> {
    let payload = serde_json::json!(task);
    let new = job::NewJob { kind: job::DELIVER_WEBHOOK, payload, run_at };
    job::enqueue(tx, desk, tenant, new).await.map(|_| ())
}
