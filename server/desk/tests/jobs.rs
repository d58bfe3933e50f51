//! The job queue.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use desk::{Ctx, Desk, job};
use model::{
    Error, JobId,
    job::{JobRow, JobState},
};
use testkit::{TestDesk, on_each};

const DAY: i64 = 24 * 60 * 60;

async fn enqueued(test: &TestDesk, kind: &'static str) -> JobId {
    let new = job::NewJob { kind, payload: serde_json::json!({ "n": 1 }), run_at: test.clock.now() };
    let mut tx = test.desk.db.write().await.expect("a writer");
    let id = job::enqueue(&mut tx, &test.desk, test.tenant, new).await.expect("queued");
    tx.commit().await.expect("a commit");
    id
}

async fn row(ctx: &Ctx, id: JobId) -> JobRow {
    job::list(ctx, None).await.expect("the list").into_iter().find(|row| row.id == id).expect("the job")
}

async fn count(desk: &Desk, sql: &'static str) -> i64 {
    let mut tx = desk.db.read().await.expect("a reader");
    let (count,): (i64,) = tx.one(sql, ()).await.expect(sql);
    count
}

#[tokio::test]
async fn a_job_is_done_once_and_only_if_its_transaction_was() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let new = job::NewJob { kind: "prune", payload: serde_json::Value::Null, run_at: test.clock.now() };
        let mut tx = test.desk.db.write().await.unwrap();
        job::enqueue(&mut tx, &test.desk, test.tenant, new).await.unwrap();
        drop(tx);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);

        let id = enqueued(test, "prune").await;
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);
        assert_eq!(row(&ctx, id).await.state, JobState::Done);
    })
    .await;
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    on_each(async |test| {
        let run_at = test.clock.now().plus_seconds(60);
        let new = job::NewJob { kind: "prune", payload: serde_json::Value::Null, run_at };
        let mut tx = test.desk.db.write().await.unwrap();
        job::enqueue(&mut tx, &test.desk, test.tenant, new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);
        test.clock.advance_seconds(60);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_is_tried_later_and_dies_after_eight_tries() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = enqueued(test, "nobody_does_this").await;
        for (tries, wait) in (1..).zip([10, 20, 40, 80, 160, 320, 640]) {
            assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
            let row = row(&ctx, id).await;
            assert_eq!((row.state, row.attempts), (JobState::Waiting, tries));
            assert_eq!(row.run_at, test.clock.now().plus_seconds(wait));
            test.clock.advance_seconds(wait);
        }
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
        let dead = job::list(&ctx, Some(JobState::Dead)).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].last_error.as_deref(), Some("nothing handles nobody_does_this"));
        test.clock.advance_seconds(DAY);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);

        job::retry(&ctx, id).await.unwrap();
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
        assert_eq!(row(&ctx, id).await.attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn the_job_of_a_worker_that_died_is_taken_over_when_its_lease_ends() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = enqueued(test, "prune").await;
        let until = test.clock.now().plus_seconds(60);
        let sql = "update job set state = 'running', attempts = 1, leased_until = $1";
        test.run(sql, (until,)).await;
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);
        test.clock.advance_seconds(61);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
        assert_eq!((row(&ctx, id).await.state, row(&ctx, id).await.attempts), (JobState::Done, 2));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_kills_its_workers_dies_too() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = enqueued(test, "prune").await;
        let sql = "update job set state = 'running', attempts = 8, leased_until = $1";
        test.run(sql, (test.clock.now(),)).await;
        test.clock.advance_seconds(1);
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 1);
        assert_eq!(row(&ctx, id).await.state, JobState::Dead);
    })
    .await;
}

#[tokio::test]
async fn several_workers_share_the_work_and_do_none_of_it_twice() {
    on_each(async |test| {
        for _ in 0..12 {
            enqueued(test, "prune").await;
        }
        let (one, two) = (&test.desk, &test.desk.clone());
        let workers = [one, two, one, two].map(job::run_once);
        let done = futures_util::future::try_join_all(workers).await.unwrap();
        assert_eq!(done.iter().sum::<usize>(), 12);
        assert_eq!(
            count(&test.desk, "select count(*) from job where state = 'done' and attempts = 1").await,
            12
        );
    })
    .await;
}

#[tokio::test]
async fn the_chores_of_a_day_are_queued_once() {
    on_each(async |test| {
        job::schedule(&test.desk).await.unwrap();
        job::schedule(&test.another_server().await).await.unwrap();
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 2);
        job::schedule(&test.desk).await.unwrap();
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 0);
        test.clock.advance_seconds(DAY);
        job::schedule(&test.desk).await.unwrap();
        assert_eq!(job::run_once(&test.desk).await.unwrap(), 2);
        assert_eq!(count(&test.desk, "select count(*) from job where state = 'done'").await, 4);
    })
    .await;
}

#[tokio::test]
async fn pruning_removes_what_has_served_its_purpose_and_nothing_else() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        join(test, &ctx, "li@example.com").await;
        enqueued(test, "prune").await;
        job::run_once(&test.desk).await.unwrap();
        test.clock.advance_seconds(8 * DAY);
        let _ = sign_in(test, "nobody@example.com", PASSWORD).await;
        sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        assert_eq!(count(&test.desk, "select count(*) from session").await, 2);

        enqueued(test, "prune").await;
        job::run_once(&test.desk).await.unwrap();
        assert_eq!(count(&test.desk, "select count(*) from session").await, 1);
        assert_eq!(count(&test.desk, "select count(*) from job").await, 1);
        assert_eq!(count(&test.desk, "select count(*) from throttle").await, 2);
        test.clock.advance_seconds(DAY);
        enqueued(test, "prune").await;
        job::run_once(&test.desk).await.unwrap();
        assert_eq!(count(&test.desk, "select count(*) from throttle").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_queue_is_the_administrators_business_and_the_tenants_own() {
    on_each(async |test| {
        let agent = test.agent("李敏").await;
        let stranger = test.other_tenant().await;
        let id = enqueued(test, "prune").await;
        assert_eq!(job::list(&agent, None).await.unwrap_err(), Error::Forbidden);
        assert_eq!(job::retry(&agent, id).await.unwrap_err(), Error::Forbidden);
        assert!(job::list(&stranger, None).await.unwrap().is_empty());
        assert_eq!(job::retry(&stranger, id).await.unwrap_err(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn the_worker_stops_when_it_is_told_to() {
    on_each(async |test| {
        enqueued(test, "prune").await;
        let (stop, told) = tokio::sync::watch::channel(true);
        job::work(test.desk.clone(), told).await;
        drop(stop);
        assert_eq!(count(&test.desk, "select count(*) from job where state = 'waiting'").await, 1);
    })
    .await;
}
