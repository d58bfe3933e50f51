//! 数据范围.

use desk::{Ctx, event, ticket};
use model::{
    Error,
    policy::Scope,
    ticket::{TicketFilter, TicketForm, View},
};
use testkit::{edit_form, on_each, reply};

async fn seen(ctx: &Ctx) -> Vec<i64> {
    let page = ticket::list(ctx, &TicketFilter::of(View::All)).await.expect("a list");
    assert_eq!(page.total.0, page.rows.len() as i64);
    page.rows.iter().map(|row| row.number).collect()
}

/// Kinds and numbers of what the person is told from there on; without a number it is that a ticket has gone.
async fn news(ctx: &Ctx, seq: i64) -> Vec<(String, Option<i64>)> {
    let (_, events) = event::since(ctx, seq, 100).await.expect("events");
    for event in events.iter().filter(|event| event.number.is_none()) {
        assert_eq!((event.version, &event.actor), (None, &None), "nothing but that it has gone");
    }
    events.into_iter().map(|event| (event.kind, event.number)).collect()
}

#[tokio::test]
async fn a_narrow_scope_shows_what_a_person_created_initiated_or_handles() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        desk.ticket("别人的").by(&li).await;
        let initiated = desk.ticket("我发起").for_initiator(&narrow).by(&li).await;
        let handled = desk.ticket("我处理").handled_by(&narrow).by(&li).await;
        let created = desk.ticket("我创建").handled_by(&li).by(&narrow).await;
        assert_eq!(seen(&narrow).await, [created, handled, initiated]);
        assert_eq!(seen(&li).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_department_sees_its_tickets_and_the_pool_that_belongs_to_nobody() {
    on_each(async |desk| {
        let (water, power) = (desk.department("供水部").await, desk.department("供电部").await);
        let li = desk.agent("李敏").await;
        let zhou = desk.person("周杰").in_department(water).seeing(Scope::Department).signed_in().await;
        let lost = desk.person("无部门").seeing(Scope::Department).signed_in().await;
        let ours = desk.ticket("供水").in_department(water).by(&li).await;
        desk.ticket("供电").in_department(power).by(&li).await;
        let pool = desk.ticket("没人管").by(&li).await;
        desk.ticket("有人管").handled_by(&li).by(&li).await;
        assert_eq!(seen(&zhou).await, [pool, ours]);
        assert_eq!(seen(&lost).await, [pool]);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_see_a_ticket_gets_the_same_answer_from_every_verb() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").handled_by(&li).by(&li).await;
        let shown = ticket::detail(&li, number).await.expect("a ticket");
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let theirs = desk.other_tenant().await;
        for ctx in [&narrow, &theirs] {
            let answers = [
                ticket::detail(ctx, number).await.map(|_| ()),
                ticket::reply(ctx, number, &reply("我来", 1)).await,
                ticket::note(ctx, number, &reply("我来", 1)).await,
                ticket::ask_again(ctx, number, &reply("我来", 1)).await,
                ticket::assign(ctx, number, Some(ctx.actor_id()), 1).await,
                ticket::edit(ctx, number, &edit_form(&shown)).await,
                ticket::delete(ctx, number, 1).await,
                ticket::star(ctx, number, true).await,
            ];
            assert_eq!(answers, [const { Err(Error::NotFound) }; 8], "{}", ctx.me.who.name);
            assert_eq!(ticket::visible(ctx, shown.id).await, Ok(false));
            let (_, events) = event::since(ctx, 0, 100).await.expect("events");
            assert!(events.is_empty(), "{}", ctx.me.who.name);
            assert!(seen(ctx).await.is_empty());
        }
        assert_eq!(ticket::visible(&li, shown.id).await, Ok(true));
    })
    .await;
}

#[tokio::test]
async fn no_filter_or_search_reaches_beyond_the_scope() {
    on_each(async |desk| {
        let (li, tag) = (desk.agent("李敏").await, desk.tag("加急").await);
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let number = desk.ticket("停水").tagged(tag).handled_by(&li).by(&li).await;
        let all = TicketFilter::of(View::All);
        for filter in [
            TicketFilter { search: Some("停水".into()), ..all.clone() },
            TicketFilter { search: Some(number.to_string()), ..all.clone() },
            TicketFilter { tag: Some(tag), ..all.clone() },
            TicketFilter { handler: Some(li.actor_id()), ..all.clone() },
        ] {
            let page = ticket::list(&narrow, &filter).await.expect("a list");
            assert_eq!((page.rows.len(), page.total.0), (0, 0), "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_loses_sight_of_a_ticket_is_told_once() {
    on_each(async |desk| {
        let water = desk.department("供水部").await;
        let (chief, li) = (desk.administrator().await, desk.agent("李敏").await);
        let zhou = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let wu = desk.person("吴静").in_department(water).seeing(Scope::Department).signed_in().await;
        let stranger = desk.person("外人").seeing(Scope::Own).signed_in().await;
        let theirs = desk.other_tenant().await;
        let number = desk.ticket("停水").by(&chief).await;
        let assigned = vec![("assigned".to_owned(), None)];
        for (to, version, told, not_told) in [(&zhou, 1, &wu, &stranger), (&li, 2, &zhou, &wu)] {
            let before = event::last(&li).await.expect("a number");
            ticket::assign(&chief, number, Some(to.actor_id()), version).await.expect("assigned");
            assert_eq!(news(told, before).await, assigned, "{}", told.me.who.name);
            for ctx in [not_told, &stranger, &theirs] {
                assert!(news(ctx, before).await.is_empty(), "{}", ctx.me.who.name);
            }
        }
        let before = event::last(&li).await.expect("a number");
        ticket::reply(&li, number, &reply("已派人", 3)).await.expect("replied");
        assert!(news(&zhou, before).await.is_empty());
        desk.ticket("停电").handled_by(&li).by(&chief).await;
        assert!(news(&wu, before).await.is_empty(), "it was never in the pool");
    })
    .await;
}

#[tokio::test]
async fn who_loses_sight_of_a_ticket_by_an_edit_is_told_once_too() {
    on_each(async |desk| {
        let (water, power) = (desk.department("供水部").await, desk.department("供电部").await);
        let (chief, li) = (desk.administrator().await, desk.agent("李敏").await);
        let zhou = desk.person("周杰").in_department(water).seeing(Scope::Department).signed_in().await;
        let wu = desk.person("吴静").in_department(power).seeing(Scope::Department).signed_in().await;
        let lost = desk.person("无部门").seeing(Scope::Department).signed_in().await;
        let zheng = desk.person("郑浩").seeing(Scope::Own).signed_in().await;
        let namesake = desk.person("又一个郑浩").seeing(Scope::Own).signed_in().await;
        desk.run("update person set name = '郑浩' where id = $1", (namesake.actor_id(),)).await;
        let theirs = desk.other_tenant().await;
        let number = desk.ticket("停水").for_initiator(&zheng).by(&chief).await;
        let edit = async |change: &dyn Fn(&mut TicketForm)| {
            let before = event::last(&li).await.expect("a number");
            let mut form = edit_form(&ticket::detail(&chief, number).await.expect("a ticket"));
            change(&mut form);
            ticket::edit(&chief, number, &form).await.expect("edited");
            before
        };
        let edited = |number| vec![("ticket_edited".to_owned(), number)];

        let before = edit(&|form| form.department = water.to_string()).await;
        for (ctx, told) in [(&zhou, Some(number)), (&zheng, Some(number)), (&wu, None), (&lost, None)] {
            assert_eq!(news(ctx, before).await, edited(told), "{} of the pool", ctx.me.email);
        }
        let before = edit(&|form| form.department = power.to_string()).await;
        for (ctx, told) in [(&wu, Some(number)), (&zhou, None)] {
            assert_eq!(news(ctx, before).await, edited(told), "{} of a department", ctx.me.email);
        }
        assert!(news(&lost, before).await.is_empty());
        let before = edit(&|form| form.initiator = li.actor_id().to_string()).await;
        assert_eq!(news(&zheng, before).await, edited(None));
        for ctx in [&zhou, &lost, &namesake, &theirs] {
            assert!(news(ctx, before).await.is_empty(), "{}", ctx.me.email);
        }
        let before = edit(&|form| form.title = "停电".into()).await;
        for ctx in [&zhou, &lost, &zheng, &namesake, &theirs] {
            assert!(news(ctx, before).await.is_empty(), "{}", ctx.me.email);
        }
    })
    .await;
}
