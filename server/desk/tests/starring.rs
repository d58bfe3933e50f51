//! 关注.

use desk::{Ctx, ticket};
use model::ticket::{ReplyForm, Status, TicketFilter, View};
use testkit::{edit_form, on_each};

async fn starred(ctx: &Ctx) -> Vec<i64> {
    let page = ticket::list(ctx, &TicketFilter::of(View::Starred)).await.expect("a list");
    page.rows.iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn a_star_is_personal_and_changes_nothing_of_the_ticket() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").by(&li).await;
        let before = ticket::detail(&wang, number).await.expect("a ticket");
        ticket::star(&li, number, true).await.expect("starred");
        ticket::star(&li, number, true).await.expect("starring twice is starring once");
        assert_eq!(ticket::detail(&wang, number).await.expect("a ticket"), before);
        assert!(ticket::detail(&li, number).await.expect("a ticket").starred);
        assert_eq!((starred(&li).await, starred(&wang).await), (vec![number], vec![]));
        ticket::star(&li, number, false).await.expect("unstarred");
        assert!(starred(&li).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_leaves_the_starred_list_and_returns_when_it_is_reopened() {
    on_each(async |desk| {
        let chief = desk.administrator().await;
        let number = desk.ticket("停水").handled_by(&chief).by(&chief).await;
        ticket::star(&chief, number, true).await.expect("starred");
        let closing = ReplyForm { status: Status::Closed.code().into(), version: 1, ..ReplyForm::default() };
        ticket::reply(&chief, number, &closing).await.expect("closed");
        assert!(starred(&chief).await.is_empty());
        let mut form = edit_form(&ticket::detail(&chief, number).await.expect("a ticket"));
        form.status = Status::Replied.code().into();
        ticket::edit(&chief, number, &form).await.expect("reopened");
        assert_eq!(starred(&chief).await, [number]);
    })
    .await;
}
