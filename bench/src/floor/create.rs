//! The bare insert: one row of one table, durable before it is answered, as many in one commit as wait for it.

use std::{path::PathBuf, sync::mpsc};

use anyhow::{Context, Result};
use rusqlite::Connection;
use serde::Deserialize;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{rows::FromColumns, sql};
use crate::random::Random;

/// How many one commit carries at most; as many as the desk's own writer takes.
const BATCH: usize = 64;
/// Numbers that the desk itself never reaches here.
const NUMBERS: i64 = 1_000_000_000;

/// What is asked for.
#[derive(Deserialize)]
pub struct New {
    pub title: String,
    pub content: String,
}

type Order = (New, oneshot::Sender<Result<i64, String>>);

/// The way to the thread that inserts.
pub struct Inserter(mpsc::Sender<Order>);

impl Inserter {
    /// Starts the thread.
    pub fn start(file: PathBuf) -> Self {
        let (orders, waiting) = mpsc::channel::<Order>();
        std::thread::spawn(move || {
            if let Err(error) = insert_all(&file, &waiting) {
                eprintln!("the floor cannot insert: {error:#}");
            }
        });
        Self(orders)
    }

    /// Inserts one ticket; returns when it is on disk.
    pub async fn insert(&self, new: New) -> Result<i64> {
        let (done, answer) = oneshot::channel();
        self.0.send((new, done))?;
        answer.await?.map_err(anyhow::Error::msg)
    }
}

/// Ids and numbers of what the floor inserts.
pub struct Counter {
    random: Random,
    last: i64,
}

impl Counter {
    /// Begins anew in every process, where the last one left off.
    pub fn new() -> Self {
        let pid = i64::from(std::process::id());
        Self { random: Random::new(pid.unsigned_abs()), last: NUMBERS * pid }
    }

    /// The next id, number and time.
    pub fn next(&mut self) -> (Uuid, i64, i64) {
        self.last += 1;
        let at = desk::Clock::real().now().0;
        (self.random.id(at), self.last, at)
    }
}

fn insert_all(file: &PathBuf, waiting: &mpsc::Receiver<Order>) -> Result<()> {
    let mut db = Connection::open(file)?;
    db.busy_timeout(std::time::Duration::from_secs(10))?;
    db.execute_batch("pragma synchronous = full")?;
    let insert = sql::INSERT.replace('$', "?");
    let (tenant, person) =
        db.query_row_and_then(sql::SOMEBODY, (), |row| <(Uuid, Uuid)>::from_columns(row))?;
    let mut counter = Counter::new();
    while let Ok(first) = waiting.recv() {
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut answers = Vec::with_capacity(BATCH);
        let mut order = Some(first);
        while let Some((new, done)) = order.take() {
            let (id, number, at) = counter.next();
            let mut insert = tx.prepare_cached(&insert).context("the ticket table is not what it was")?;
            insert.execute((tenant, id, number, new.title, new.content, person, at))?;
            answers.push((done, number));
            if answers.len() < BATCH {
                order = waiting.try_recv().ok();
            }
        }
        tx.commit()?;
        for (done, number) in answers {
            let _ = done.send(Ok(number));
        }
    }
    Ok(())
}
