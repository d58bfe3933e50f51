//! Asking several servers in turns: forth and back, so that whatever else the machine does meets all of them alike.

use std::{cell::RefCell, time::Duration};

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;

use super::{
    ground::{Ground, Side},
    work::Work,
};
use crate::{
    client::{Connection, Request},
    measure::{Tree, median, percentile},
    moment::Moment,
    random::Random,
};

/// Requests of one turn; a write precedes the first.
const TURN: usize = 50;
/// A turn of slow requests ends earlier.
const TURN_MAX: Duration = Duration::from_millis(600);
/// Fewer cycles say nothing.
const CYCLES_MIN: usize = 3;

/// One server that is asked.
struct Subject<'a> {
    ground: &'a Ground,
    side: Side,
    tree: Tree,
    lanes: Vec<Connection>,
    writer: Connection,
    taken: Taken,
}

/// What one server's turns came to.
#[derive(Default)]
pub struct Taken {
    /// Processor milliseconds per request, for each cycle.
    pub cpu_ms: Vec<f64>,
    /// Milliseconds until the answer, for each request.
    pub latency_ms: Vec<f64>,
}

impl Taken {
    /// Processor milliseconds per request.
    pub fn cpu(&self) -> f64 {
        median(&self.cpu_ms)
    }

    /// Milliseconds that so many of a hundred answers do not exceed.
    pub fn latency(&self, percent: f64) -> f64 {
        percentile(&self.latency_ms, percent)
    }
}

/// Asks all of them for as long as said.
pub async fn interleave(work: Work, asked: &[(&Ground, Side)], long: Duration) -> Result<Vec<Taken>> {
    let mut subjects = Vec::new();
    for &(ground, side) in asked {
        subjects.push(Subject::open(work, ground, side).await?);
    }
    let order: Vec<usize> = (0..subjects.len()).chain((0..subjects.len()).rev()).collect();
    // Connections, statements and caches are made in a cycle that does not count.
    for (nth, &subject) in order.iter().enumerate() {
        subjects[subject].turn(work, &mut Random::new(nth as u64)).await?;
        subjects[subject].taken.latency_ms.clear();
    }
    let started = Moment::now();
    let mut cycle = 0;
    while started.elapsed() < long || cycle < CYCLES_MIN {
        let mut costs = vec![0.0; subjects.len()];
        for (nth, &subject) in order.iter().enumerate() {
            // The same questions there and back, and to everybody.
            let seed = (cycle * 2 + nth / subjects.len()) as u64 + 1000;
            costs[subject] += subjects[subject].turn(work, &mut Random::new(seed)).await? / 2.0;
        }
        subjects.iter_mut().zip(costs).for_each(|(subject, cost)| subject.taken.cpu_ms.push(cost));
        cycle += 1;
    }
    Ok(subjects.into_iter().map(|subject| subject.taken).collect())
}

impl<'a> Subject<'a> {
    async fn open(work: Work, ground: &'a Ground, side: Side) -> Result<Self> {
        let lanes = try_join_all((0..work.lanes()).map(|_| ground.connect(side))).await?;
        let (tree, writer) = (ground.tree(side)?, ground.connect(Side::Ours).await?);
        Ok(Self { ground, side, tree, lanes, writer, taken: Taken::default() })
    }

    /// One turn: a write, which does not count, and requests, of which the first must show it.
    async fn turn(&mut self, work: Work, random: &mut Random) -> Result<f64> {
        let (ground, side) = (self.ground, self.side);
        let fresh = work.freshen(ground, &mut self.writer, &mut Random::new(unique())).await?;
        let look = work.look(ground, side, &fresh);
        let requests: Vec<Request> = (1..TURN).map(|_| work.request(ground, side, random)).collect();
        let before = self.tree.sample();
        let started = Moment::now();
        let asked = Moment::now();
        let shown = self.lanes[0].ask(&look).await?;
        self.taken.latency_ms.push(asked.millis());
        let next = RefCell::new(requests.iter());
        let lanes = self.lanes.iter_mut().map(|lane| ask_in_turn(lane, &next, started));
        let latencies: Vec<f64> = try_join_all(lanes).await?.into_iter().flatten().collect();
        let spent = self.tree.sample().millis_since(&before);
        ensure!(shown.contains(&fresh.marker), "{work:?} of {side:?} does not show what was just written");
        let cost = spent / (latencies.len() + 1) as f64;
        self.taken.latency_ms.extend(latencies);
        Ok(cost)
    }
}

/// Takes one request after the other until none is left or the turn has lasted too long.
async fn ask_in_turn(
    lane: &mut Connection,
    next: &RefCell<std::slice::Iter<'_, Request>>,
    started: Moment,
) -> Result<Vec<f64>> {
    let mut latencies = Vec::new();
    while started.elapsed() < TURN_MAX {
        let Some(request) = next.borrow_mut().next() else { break };
        let asked = Moment::now();
        lane.ask(request).await?;
        latencies.push(asked.millis());
    }
    Ok(latencies)
}

/// A number that no other write of any run has had.
fn unique() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    u64::from(std::process::id()) << 32 | NEXT.fetch_add(1, Ordering::Relaxed)
}
