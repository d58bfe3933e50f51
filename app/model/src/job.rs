//! Background work, as the administrator sees it.

use serde::{Deserialize, Serialize};

use crate::{JobId, Time, form};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum JobState {
    /// Waits for its time or for a worker.
    Waiting,
    /// A worker holds its lease.
    Running,
    /// Finished.
    Done,
    /// Failed too often; a person must look.
    Dead,
}

form::codes! {
    JobState { Waiting = "waiting", Running = "running", Done = "done", Dead = "dead" }
}

/// One row of the job list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct JobRow {
    /// The job.
    pub id: JobId,
    /// What it does.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is due.
    pub run_at: Time,
    /// Why the last try failed.
    pub last_error: Option<String>,
}
