//! What was acknowledged survives whatever happens to the server.
#![allow(missing_docs, reason = "tests only")]

mod books;
mod client;
mod faults;
mod process;
#[path = "../support/mod.rs"]
mod support;
mod writer;

use std::time::Duration;

use desk::{Clock, Ctx, Desk};
use futures_util::future::join_all;
use model::person::Me;
use process::Server;
use testkit::{Engine, LeftDesk, TestDesk, engines};
use tokio::time::sleep;
use writer::{Ledger, Writer};

const WRITERS: usize = 32;
const KILLS_SQLITE: u64 = 100;
const KILLS_POSTGRES: u64 = 30;
/// It is ready within a second. This is no measurement but what it takes to notice a start that repairs or waits, in a
/// build without optimization and beside other tests.
const START_MAX: Duration = Duration::from_secs(5);
/// The whole file is read every so many rounds and at the end.
const SOUND_EVERY: u64 = 20;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// A desk that nobody has open, one agent in it and the token of their session.
struct Stage {
    desk: LeftDesk,
    me: Me,
    token: String,
}

impl Stage {
    async fn set(engine: &Engine) -> Self {
        let test = TestDesk::open(engine).await;
        let agent = test.agent("李敏").await;
        let now = Clock::real().now();
        let token = support::open_session(&test, &agent, now, now.plus_seconds(DAY_SECONDS)).await;
        Self { desk: test.leave().await, me: agent.me, token }
    }

    /// Looks into the desk while no server has it.
    async fn look(&self, into: impl AsyncFnOnce(&Ctx)) {
        let desk = self.desk.open().await;
        wait_until_alone(&desk).await;
        self.look_into(desk, into).await;
    }

    async fn look_into(&self, desk: Desk, into: impl AsyncFnOnce(&Ctx)) {
        let ctx = Ctx { desk: desk.clone(), tenant: self.desk.tenant, me: self.me.clone(), department: None };
        into(&ctx).await;
        desk.db.close().await;
    }

    fn writers(&self, ledger: &Ledger) -> Vec<Writer> {
        (0..WRITERS).map(|nth| Writer::new(nth, &self.token, ledger)).collect()
    }
}

/// PostgreSQL may still be finishing what a killed server asked for.
async fn wait_until_alone(desk: &Desk) {
    while desk.db.dialect() == desk::Dialect::Postgres {
        let mut tx = desk.db.read().await.expect("a reader");
        let (active,): (i64,) = tx.one(ACTIVE, ()).await.expect(ACTIVE);
        if active == 0 {
            return;
        }
        sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_is_lost_however_often_the_server_is_killed() {
    for engine in engines() {
        let kills = match engine {
            Engine::Sqlite => KILLS_SQLITE,
            Engine::Postgres(_) => KILLS_POSTGRES,
        };
        let stage = Stage::set(&engine).await;
        let server = Server::new();
        let ledger = Ledger::default();
        let mut writers = stage.writers(&ledger);
        let (mut acknowledged, mut slowest) = (Vec::new(), Duration::ZERO);
        for round in 1..=kills {
            let (mut child, start) = server.start(server.command(&stage.desk)).await;
            slowest = slowest.max(start);
            let work = join_all(writers.iter_mut().map(|writer| writer.write(&server.address)));
            let kill = async {
                sleep(Duration::from_millis(lifetime(round))).await;
                child.kill().await.expect("killed");
            };
            tokio::join!(work, kill);
            let kept = ledger.take();
            stage
                .look(async |ctx| {
                    books::hold(&ctx.desk, ctx.tenant, &kept).await;
                    books::are_whole(ctx).await;
                    books::have_files(ctx, &kept).await;
                    if round % SOUND_EVERY == 0 {
                        books::is_sound(&ctx.desk).await;
                    }
                })
                .await;
            acknowledged.extend(kept);
        }
        stage.look(async |ctx| books::are_in_order(ctx, &acknowledged).await).await;
        let count = acknowledged.len();
        println!("{engine:?}: {kills} kills, {count} acknowledged, slowest start {slowest:?}");
        assert!(count > 0, "nobody wrote anything");
        assert!(slowest < START_MAX, "a start took {slowest:?}");
        stage.desk.remove().await;
    }
}

/// Milliseconds that the server lives in a round: different each time, the same in every run.
fn lifetime(round: u64) -> u64 {
    const SHORTEST: u64 = 20;
    const SPREAD: u64 = 780;
    SHORTEST + round.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) % SPREAD
}

const ACTIVE: &str = "
    select count(*)
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'";
