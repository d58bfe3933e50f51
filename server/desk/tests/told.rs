//! What programs hear of the log.

use desk::{contact, event, ticket};
use model::{contact::ContactForm, policy::Scope, topic::Topic};
use testkit::{on_each, reply};

#[tokio::test]
async fn programs_hear_of_tickets_within_their_scope_and_of_contacts() {
    on_each(async |test| {
        let (li, boss) =
            (test.person("李敏").seeing(Scope::Own).signed_in().await, test.administrator().await);
        let mine = test.ticket("我的").by(&li).await;
        test.ticket("别人的").by(&boss).await;
        let form = ContactForm { name: "王建国".into(), ..ContactForm::default() };
        let added = contact::add(&boss, &form).await.unwrap();
        ticket::note(&li, mine, &reply("记一笔", 1)).await.unwrap();
        let (next, told, more) = event::page(&li, 0, 100).await.unwrap();
        let heard: Vec<_> =
            told.iter().map(|it| (it.topic.unwrap(), it.ticket.map(|(_, number, _)| number))).collect();
        let expected = [
            (Topic::TicketRegistered, Some(mine)),
            (Topic::NodeEntered, Some(mine)),
            (Topic::ContactAdded, None),
            (Topic::Noted, Some(mine)),
        ];
        assert_eq!(heard, expected);
        assert_eq!(told[2].contact, Some(added.id));
        assert_eq!(told[3].ticket.and_then(|(_, _, version)| version), Some(2));
        assert_eq!((next, more), (event::last(&li).await.unwrap(), false));
        assert!(event::page(&test.other_tenant().await, 0, 100).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn programs_hear_that_a_ticket_went_out_of_sight_and_nothing_more_of_it() {
    on_each(async |test| {
        let (li, boss) =
            (test.person("李敏").seeing(Scope::Own).signed_in().await, test.administrator().await);
        let number = test.ticket("别人的").by(&boss).await;
        ticket::assign(&boss, number, Some(li.actor_id()), 1).await.unwrap();
        let (next, told, _) = event::page(&li, 0, 100).await.unwrap();
        assert!(told.iter().all(|it| it.topic.is_some()) && !told.is_empty());
        ticket::assign(&boss, number, Some(boss.actor_id()), 2).await.unwrap();
        ticket::note(&boss, number, &reply("不给人看", 3)).await.unwrap();
        let (_, told, _) = event::page(&li, next, 100).await.unwrap();
        let [left] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((left.topic, left.contact, &left.actor), (None, None, &None));
        assert_eq!(left.ticket.map(|(_, number, version)| (number, version)), Some((number, None)));
    })
    .await;
}

#[tokio::test]
async fn page_by_page_nothing_is_missed_and_nothing_heard_twice() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        for nth in 0..5 {
            test.ticket(&format!("第{nth}张")).by(&ctx).await;
        }
        let whole: Vec<i64> = event::page(&ctx, 0, 500).await.unwrap().1.iter().map(|it| it.seq).collect();
        let (mut after, mut heard) = (0, Vec::new());
        loop {
            let (next, told, more) = event::page(&ctx, after, 3).await.unwrap();
            heard.extend(told.iter().map(|it| it.seq));
            after = next;
            if !more {
                break;
            }
        }
        assert_eq!(heard, whole);
        assert_eq!(event::page(&ctx, after, 3).await.unwrap(), (after, Vec::new(), false));
        assert_eq!(event::page(&ctx, 1_000_000, 3).await.unwrap().1, Vec::new());
    })
    .await;
}
