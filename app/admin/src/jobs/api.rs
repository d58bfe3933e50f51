//! What the list of background work asks of the server.

use leptos::prelude::*;
use model::{
    JobId,
    job::{JobRow, JobState},
};
use ui::Fault;

/// Background work, all of it or in one state.
#[server(prefix = "/api", endpoint = "jobs", input = leptos::server_fn::codec::Json)]
pub async fn jobs(state: Option<JobState>) -> Result<Vec<JobRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::job::list(&ctx, state).await?)
}

/// Tries a failed job once more.
#[server(prefix = "/api", endpoint = "retry_job")]
pub async fn retry_job(job: JobId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::job::retry(&ctx, job).await?)
}
