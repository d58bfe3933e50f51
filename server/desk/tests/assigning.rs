//! 分配 and 移交.

use desk::{Ctx, ticket};
use model::{
    Error, Problem,
    event::Event,
    flow::Refusal,
    ticket::{Status, TicketFilter, View},
};
use testkit::on_each;

async fn has(ctx: &Ctx, view: View, number: i64) -> bool {
    let page = ticket::list(ctx, &TicketFilter::of(view)).await.expect("a list");
    page.rows.iter().any(|row| row.number == number)
}

#[tokio::test]
async fn a_ticket_goes_from_the_pool_to_a_desk_to_another_and_back() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").by(&li).await;
        ticket::assign(&li, number, Some(li.actor_id()), 1).await.expect("taken");
        assert!(has(&li, View::Pending, number).await && !has(&li, View::Unassigned, number).await);
        ticket::assign(&li, number, Some(wang.actor_id()), 2).await.expect("handed over");
        assert!(has(&wang, View::Pending, number).await && !has(&li, View::Pending, number).await);
        ticket::assign(&wang, number, None, 3).await.expect("given back");
        assert!(has(&li, View::Unassigned, number).await);
        let it = ticket::detail(&li, number).await.expect("a ticket");
        let handover = Event::Assigned { from: Some(li.me.who.clone()), to: Some(wang.me.who.clone()) };
        assert!(it.entries.iter().any(|entry| entry.event == handover));
    })
    .await;
}

#[tokio::test]
async fn only_the_handler_a_dispatcher_or_an_administrator_hands_over() {
    on_each(async |desk| {
        let (li, wang, zhao) = (desk.agent("李敏").await, desk.agent("王芳").await, desk.agent("赵强").await);
        let dispatcher = desk.person("派单员").dispatcher().signed_in().await;
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        for ctx in [&li, &zhao] {
            let refused = ticket::assign(ctx, number, Some(ctx.actor_id()), 1).await;
            assert_eq!(refused, Err(Error::Forbidden), "{}", ctx.me.who.name);
        }
        ticket::assign(&dispatcher, number, Some(zhao.actor_id()), 1).await.expect("dispatched");
        ticket::assign(&zhao, number, Some(li.actor_id()), 2).await.expect("handed over");
    })
    .await;
}

#[tokio::test]
async fn a_handler_must_be_of_the_tenant_and_able_to_work() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let stranger = desk.other_tenant().await;
        let gone = desk.person("离职").disabled().signed_in().await;
        let number = desk.ticket("停水").by(&li).await;
        for to in [&stranger, &gone] {
            let refused = ticket::assign(&li, number, Some(to.actor_id()), 1).await;
            assert_eq!(refused, Err(Error::at("handler", Problem::NotOffered)));
        }
    })
    .await;
}

#[tokio::test]
async fn who_has_it_already_cannot_get_it_and_a_closed_ticket_stays_where_it_is() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").handled_by(&li).by(&li).await;
        let same = ticket::assign(&li, number, Some(li.actor_id()), 1).await;
        assert_eq!(same, Err(Error::Refused(Refusal::SameHandler)));
        let closed = desk.ticket("停电").handled_by(&li).with_status(Status::Closed).by(&li).await;
        let refused = ticket::assign(&li, closed, None, 1).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::Closed)));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_take_a_ticket_the_second_learns_who_was_faster() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").by(&li).await;
        ticket::assign(&wang, number, Some(wang.actor_id()), 1).await.expect("taken");
        let Err(Error::Conflict(conflict)) = ticket::assign(&li, number, Some(li.actor_id()), 1).await else {
            panic!("a stale version was accepted");
        };
        assert_eq!((conflict.by, conflict.version), (Some(wang.me.who.clone()), 2));
        assert_eq!(conflict.changes[0].new.as_deref(), Some("王芳"));
        let again = ticket::assign(&li, number, Some(li.actor_id()), conflict.version).await;
        assert_eq!(again, Err(Error::Forbidden), "it is no longer in the pool");
    })
    .await;
}
