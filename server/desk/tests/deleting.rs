//! 删除.

use desk::{attachment, event, overview, ticket};
use model::{
    Error,
    ticket::{Status, TicketFilter, View},
};
use testkit::{on_each, reply};

#[tokio::test]
async fn a_deleted_ticket_leaves_lists_counters_files_and_its_page() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let file = attachment::store(&li, "a.txt", b"1".to_vec()).await.expect("stored").id;
        let number = desk.ticket("停水").handled_by(&li).with_file(file).by(&li).await;
        ticket::star(&li, number, true).await.expect("starred");
        ticket::delete(&li, number, 1).await.expect("deleted");
        for &view in View::ALL {
            let page = ticket::list(&li, &TicketFilter::of(view)).await.expect("a list");
            assert!(page.rows.is_empty() && page.total.0 == 0, "{view:?}");
        }
        assert_eq!(overview::overview(&li).await.expect("an overview").counters.total, 0);
        assert_eq!(ticket::detail(&li, number).await.err(), Some(Error::NotFound));
        assert_eq!(attachment::open(&li, file).await.err(), Some(Error::NotFound));
        assert_eq!(ticket::star(&li, number, true).await, Err(Error::NotFound));
        assert_eq!(ticket::reply(&li, number, &reply("在吗", 2)).await, Err(Error::NotFound));
        assert_eq!(ticket::delete(&li, number, 2).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_number_of_a_deleted_ticket_is_not_used_again() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        ticket::delete(&li, number, 1).await.expect("deleted");
        assert_eq!(desk.ticket("停电").by(&li).await, number + 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_creator_of_an_open_ticket_or_an_administrator_deletes() {
    on_each(async |desk| {
        let (li, wang, chief) =
            (desk.agent("李敏").await, desk.agent("王芳").await, desk.administrator().await);
        let open = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let closed = desk.ticket("停电").with_status(Status::Closed).by(&li).await;
        assert_eq!(ticket::delete(&wang, open, 1).await, Err(Error::Forbidden));
        assert!(matches!(ticket::delete(&li, closed, 1).await, Err(Error::Refused(_))));
        ticket::delete(&li, open, 1).await.expect("deleted");
        ticket::delete(&chief, closed, 1).await.expect("deleted");
    })
    .await;
}

#[tokio::test]
async fn a_ticket_that_has_changed_is_not_deleted_unseen() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        ticket::reply(&li, number, &reply("等一下", 1)).await.expect("replied");
        assert!(matches!(ticket::delete(&li, number, 1).await, Err(Error::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn open_pages_learn_of_a_deletion() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").by(&li).await;
        let seen = event::last(&wang).await.expect("a number");
        ticket::delete(&li, number, 1).await.expect("deleted");
        let (_, events) = event::since(&wang, seen, 100).await.expect("events");
        let kinds: Vec<_> = events.iter().map(|event| (event.kind.as_str(), event.number)).collect();
        assert_eq!(kinds, [("ticket_deleted", Some(number))]);
    })
    .await;
}
