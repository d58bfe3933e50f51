//! The event log and what open pages learn from it.

use desk::{event, live::Stir};
use futures_util::FutureExt;
use model::event::{Event, Reference};
use testkit::on_each;

fn added(name: &str) -> Event {
    Event::ReferenceAdded { what: Reference::Tag, name: name.into() }
}

#[tokio::test]
async fn events_are_numbered_per_tenant_without_gaps() {
    on_each(async |desk| {
        let (ours, theirs) = (desk.agent("李敏").await, desk.other_tenant().await);
        for (ctx, expected) in [(&ours, 2), (&theirs, 2), (&ours, 4)] {
            let mut tx = desk.desk.db.write().await.expect("a writer");
            let last = event::record_all(&mut tx, ctx, None, vec![added("一"), added("二")]).await;
            tx.commit().await.expect("a commit");
            assert_eq!(last.expect("recorded"), expected);
        }
        assert_eq!(event::last(&ours).await, Ok(4));
    })
    .await;
}

#[tokio::test]
async fn a_rolled_back_event_leaves_no_gap() {
    on_each(async |desk| {
        let ctx = desk.agent("李敏").await;
        let mut tx = desk.desk.db.write().await.expect("a writer");
        event::record(&mut tx, &ctx, None, added("一")).await.expect("recorded");
        drop(tx);
        let mut tx = desk.desk.db.write().await.expect("a writer");
        assert_eq!(event::record(&mut tx, &ctx, None, added("二")).await.expect("recorded"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_commit_wakes_open_pages_and_other_servers_find_it_by_polling() {
    on_each(async |desk| {
        let ctx = desk.agent("李敏").await;
        let other = desk.another_server().await;
        other.live.poll(&other).await.expect("a first look");
        let (mut here, mut there) = (desk.desk.live.subscribe(), other.live.subscribe());
        let mut tx = desk.desk.db.write().await.expect("a writer");
        event::record(&mut tx, &ctx, None, added("一")).await.expect("recorded");
        assert!(here.try_recv().is_err(), "nobody is woken before the commit");
        tx.commit().await.expect("a commit");
        assert_eq!(here.try_recv(), Ok(Stir::Moved(desk.tenant)));
        other.live.poll(&other).await.expect("a second look");
        assert_eq!(there.try_recv(), Ok(Stir::Moved(desk.tenant)));
        other.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_commit_wakes_open_pages_even_if_whoever_made_it_is_gone() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == desk::Dialect::Postgres {
            return;
        }
        let ctx = desk.agent("李敏").await;
        let mut here = desk.desk.live.subscribe();
        let mut tx = desk.desk.db.write().await.expect("a writer");
        event::record(&mut tx, &ctx, None, added("一")).await.expect("recorded");
        let db = desk.desk.db.clone();
        let next = tokio::spawn(async move { db.write().await.map(drop) });
        tokio::task::yield_now().await;
        assert!(tx.commit().now_or_never().is_none(), "it waits for the disk");
        next.await.expect("the next turn").expect("a writer");
        assert_eq!(here.recv().await, Ok(Stir::Moved(desk.tenant)));
        assert_eq!(event::last(&ctx).await, Ok(1));
    })
    .await;
}
