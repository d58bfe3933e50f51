//! Registering tickets, from many browsers at once, each answered when its ticket is on disk.

use std::{fs::File, io::Write, time::Duration};

use anyhow::Result;
use futures_util::future::try_join_all;

use super::{
    ground::{Ground, Side},
    plan::Plan,
    report::{Report, Scalar},
    work,
};
use crate::{
    client::{Connection, Request},
    measure::median,
    moment::Moment,
};

const CLIENTS: usize = 64;
const TURNS: [Side; 4] = [Side::Ours, Side::Floor, Side::Floor, Side::Ours];

struct Turn {
    per_second: f64,
    cpu_ms: f64,
}

/// Both sides in turns.
pub async fn creates(plan: &Plan, ground: &Ground, report: &mut Report) -> Result<()> {
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    report.scalar(ground, Scalar::FsyncMs, fsync_ms(&ground.store.data)?);
    for (nth, side) in TURNS.into_iter().enumerate() {
        let turn = turn(ground, side, nth as u64, plan.creating).await?;
        match side {
            Side::Ours => ours.push(turn),
            Side::Floor => floor.push(turn),
        }
    }
    let of = |turns: &[Turn], what: fn(&Turn) -> f64| median(&turns.iter().map(what).collect::<Vec<_>>());
    report.scalar(ground, Scalar::DurableCreatesPerS, of(&ours, |turn| turn.per_second));
    report.scalar(ground, Scalar::FloorCreatesPerS, of(&floor, |turn| turn.per_second));
    report.scalar(ground, Scalar::CreateCpuMs, of(&ours, |turn| turn.cpu_ms));
    report.scalar(ground, Scalar::FloorCreateCpuMs, of(&floor, |turn| turn.cpu_ms));
    Ok(())
}

async fn turn(ground: &Ground, side: Side, nth: u64, long: Duration) -> Result<Turn> {
    let mut clients = try_join_all((0..CLIENTS).map(|_| ground.connect(side))).await?;
    let tree = ground.tree(side)?;
    let before = tree.sample();
    let started = Moment::now();
    let each = clients.iter_mut().zip(0..).map(|(connection, client)| {
        let base = (u64::from(std::process::id()) << 32) | (nth << 28) | (client << 20);
        create_until(ground, side, connection, base, started, long)
    });
    let created: u64 = try_join_all(each).await?.into_iter().sum();
    let seconds = started.elapsed().as_secs_f64();
    let cpu_ms = tree.sample().millis_since(&before) / created.max(1) as f64;
    Ok(Turn { per_second: created as f64 / seconds, cpu_ms })
}

async fn create_until(
    ground: &Ground,
    side: Side,
    connection: &mut Connection,
    base: u64,
    started: Moment,
    long: Duration,
) -> Result<u64> {
    let mut created = 0;
    while started.elapsed() < long {
        connection.ask(&create(ground, side, base + created)).await?;
        created += 1;
    }
    Ok(created)
}

fn create(ground: &Ground, side: Side, key: u64) -> Request {
    let title = format!("三楼水压不足 {key:x}");
    match side {
        Side::Ours => work::register(ground, &title, "", key),
        Side::Floor => {
            let content = "<p>用户来电反映家中水压不足，高峰时段几乎没有水。</p><p>家中有老人和小孩，希望尽快处理。</p>";
            Request::json("/create", "", &format!(r#"{{"title":"{title}","content":"{content}"}}"#))
        }
    }
}

/// What the disk takes to make a small append last.
fn fsync_ms(folder: &std::path::Path) -> Result<f64> {
    let path = folder.join("fsync");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..40 {
        file.write_all(&[0; 4096])?;
        let started = Moment::now();
        file.sync_data()?;
        times.push(started.millis());
    }
    std::fs::remove_file(path)?;
    Ok(median(&times))
}
