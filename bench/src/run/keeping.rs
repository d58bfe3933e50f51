//! What the server costs before anybody asks: starting, and sitting there.

use std::time::Duration;

use anyhow::Result;

use super::{
    ground::{Ground, Side},
    plan::{Options, Plan},
    report::{Report, Scalar},
};
use crate::measure::{median, pss_kib};

/// Long enough for whatever follows a start to be over.
const SETTLE: Duration = Duration::from_secs(1);

/// Starts the server several times and weighs the last one.
pub async fn start_and_idle(
    options: &Options,
    plan: &Plan,
    ground: &mut Ground,
    report: &mut Report,
) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..plan.starts {
        times.push(ground.restart(options).await?);
    }
    tokio::time::sleep(SETTLE).await;
    let kib = pss_kib(ground.server(Side::Ours)?.id())?;
    report.scalar(ground, Scalar::StartMs, median(&times));
    report.scalar(ground, Scalar::IdleMib, kib as f64 / 1024.0);
    Ok(())
}
