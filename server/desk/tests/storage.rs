//! The one layer over both engines.

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

use desk::{Dialect, db::Sql};
use futures_util::future::try_join_all;
use testkit::{TestDesk, on_each};
use tokio::{task::JoinSet, time::timeout};

const COUNT_UP: &str = "
    insert into counter (tenant_id, name, value)
    values ($1, 'tries', 1)
    on conflict (tenant_id, name) do update
    set value = counter.value + 1
    returning value";

#[tokio::test(flavor = "multi_thread")]
async fn numbers_have_neither_gap_nor_double_while_some_writers_give_up() {
    on_each(async |desk| {
        let mut writers = JoinSet::new();
        for n in 0..120 {
            let (db, tenant) = (desk.desk.db.clone(), desk.tenant);
            writers.spawn(async move {
                let mut tx = db.write().await.expect("a writer");
                let (value,): (i64,) = tx.one(COUNT_UP, (tenant,)).await.expect("a number");
                if n % 7 == 0 {
                    return None;
                }
                tx.commit().await.expect("a commit");
                Some(value)
            });
        }
        let mut values: Vec<i64> = writers.join_all().await.into_iter().flatten().collect();
        values.sort_unstable();
        assert_eq!(values, (1..=values.len() as i64).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_who_leaves_the_queue_does_not_hold_up_the_others() {
    on_each(async |desk| {
        let first = desk.desk.db.write().await.expect("a writer");
        let db = desk.desk.db.clone();
        let impatient = tokio::spawn(async move { db.write().await.map(|_| ()) });
        tokio::task::yield_now().await;
        impatient.abort();
        let _ = impatient.await;
        first.commit().await.expect("the first is on disk");
        let mut second = desk.desk.db.write().await.expect("a writer");
        second.one::<(i64,)>(COUNT_UP, (desk.tenant,)).await.expect("a number");
        second.commit().await.expect("the second is on disk");
    })
    .await;
}

/// Lets work go on until it has had to wait so many times, then cuts it off.
async fn cut_off<T>(work: impl Future<Output = T>, mut waits: usize) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waits == 0 => Poll::Ready(None),
        Poll::Pending => {
            waits -= 1;
            Poll::Pending
        }
    })
    .await
}

/// Looks through as many connections as there can be. SQLite has one writer, which the next verb tries.
async fn is_any_left_in_a_transaction(desk: &TestDesk) -> bool {
    if desk.desk.db.dialect() == Dialect::Sqlite {
        return false;
    }
    let every = (0..20).map(|_| desk.desk.db.read());
    let mut readers = try_join_all(every).await.expect("readers");
    let sql = "select count(*) from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'";
    readers[0].one::<(i64,)>(sql, ()).await.expect("a count").0 > 0
}

/// Begins and is cut off, once alone and once behind somebody who waits for the disk.
async fn cut_off_twice(desk: &TestDesk, waits: usize, expected: i64) {
    let db = &desk.desk.db;
    let begin = async || drop(cut_off(db.write(), waits).await.transpose().expect("a writer"));
    begin().await;
    assert!(!is_any_left_in_a_transaction(desk).await, "cut off after {waits} waits");
    let mut other = db.write().await.expect("a writer");
    assert_eq!(other.one::<(i64,)>(COUNT_UP, (desk.tenant,)).await.expect("a number"), (expected,));
    let (written, ()) = tokio::join!(other.commit(), begin());
    written.expect("what the other wrote is on disk");
}

/// Where it is cut off depends on how fast the database answers, so it is tried again and again.
#[tokio::test]
async fn a_writer_cut_off_while_it_begins_leaves_nothing_open_and_nobody_waiting() {
    on_each(async |desk| {
        for (expected, waits) in (1..=60).zip((0..4).cycle()) {
            let cut = timeout(Duration::from_secs(30), cut_off_twice(desk, waits, expected));
            cut.await.expect("nobody waits for ever");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_committed_is_seen_by_the_next_reader() {
    on_each(async |desk| {
        for expected in 1..=20 {
            let mut tx = desk.desk.db.write().await.expect("a writer");
            tx.execute("update counter set value = value where 1 = 0", ()).await.expect("nothing");
            tx.one::<(i64,)>(COUNT_UP, (desk.tenant,)).await.expect("a number");
            tx.commit().await.expect("a commit");
            let mut tx = desk.desk.db.read().await.expect("a reader");
            let sql = "select value from counter where tenant_id = $1 and name = 'tries'";
            assert_eq!(tx.one::<(i64,)>(sql, (desk.tenant,)).await.expect("the row"), (expected,));
        }
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write_on_sqlite() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == desk::Dialect::Sqlite {
            let mut tx = desk.desk.db.read().await.expect("a reader");
            assert!(tx.execute("delete from tenant", ()).await.is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn a_built_query_numbers_its_values() {
    on_each(async |desk| {
        let mut tx = desk.desk.db.read().await.expect("a reader");
        let mut sql = Sql::new(tx.dialect(), "select name from tenant where id = ");
        sql.bind(desk.tenant).push(" and name <> ").bind("nobody's");
        assert_eq!(tx.all_built::<(String,)>(sql).await.expect("rows"), [("默认租户".to_owned(),)]);
    })
    .await;
}

#[tokio::test]
async fn a_taken_value_is_told_from_other_failures() {
    on_each(async |desk| {
        desk.department("客服部").await;
        let id = model::DepartmentId(desk.desk.new_id());
        let sql = "insert into department (tenant_id, id, name, created_at) values ($1, $2, '客服部', 0)";
        let mut tx = desk.desk.db.write().await.expect("a writer");
        let error = tx.execute(sql, (desk.tenant, id)).await.expect_err("the name is taken");
        assert!(error.is_unique());
    })
    .await;
}

#[tokio::test]
async fn what_the_engine_gave_up_is_told_to_all_whom_it_concerns_and_to_nobody_else() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == desk::Dialect::Postgres {
            return;
        }
        let mut first = desk.desk.db.write().await.expect("a writer");
        first.one::<(i64,)>(COUNT_UP, (desk.tenant,)).await.expect("a number");
        let (db, tenant) = (desk.desk.db.clone(), desk.tenant);
        let unlucky = tokio::spawn(async move {
            let mut tx = db.write().await.expect("a writer");
            tx.one::<(i64,)>(COUNT_UP, (tenant,)).await.expect("a number");
            // As SQLite does of itself when the disk is full.
            tx.execute("rollback", ()).await.expect("rolled back");
        });
        tokio::task::yield_now().await;
        assert!(first.commit().await.is_err(), "its change went with the batch");
        unlucky.await.expect("it gave up");
        for expected in 1..=2 {
            let mut tx = desk.desk.db.write().await.expect("a writer");
            assert_eq!(tx.one::<(i64,)>(COUNT_UP, (desk.tenant,)).await.expect("a number"), (expected,));
            tx.commit().await.expect("a commit");
        }
    })
    .await;
}
