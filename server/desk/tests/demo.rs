//! The demo tenant.

use std::collections::HashMap;

use desk::{access, demo, people, ticket};
use model::{
    Time,
    event::Event,
    flow::{Preset, ReplyState, Standing},
    person::SignIn,
    policy::Role,
    ticket::{Status, TicketForm},
};
use sqlx::types::Json;
use testkit::{Engine, TestDesk, on_each};

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Row {
    number: i64,
    title: String,
    content: String,
    status: Status,
    reply_state: ReplyState,
    version: i64,
    created_at: Time,
    updated_at: Time,
    closed_at: Option<Time>,
}

async fn tickets(test: &TestDesk) -> Vec<Row> {
    let sql = "
        select number, title, content, status, reply_state, version, created_at, updated_at, closed_at
        from ticket
        order by number";
    test.desk.db.read().await.expect("a reader").all(sql, ()).await.expect(sql)
}

#[tokio::test]
async fn the_demo_has_people_who_can_sign_in_and_tickets_that_go_on_counting() {
    on_each(async |test| {
        let accounts = demo::fill(&test.desk, 8, 60).await.unwrap();
        assert_eq!(accounts.len(), 8);
        let (email, password) = &accounts[0];
        let form = SignIn { email: email.clone(), password: password.clone(), next: String::new() };
        let opened = access::sign_in(&test.door(), &form).await.unwrap();
        let ctx = access::resume(&test.desk, &opened.token).await.unwrap();
        assert_eq!(ctx.me.role, Role::Administrator);
        let people = people::list(&ctx).await.unwrap();
        assert_eq!(people.iter().filter(|row| row.role == Role::Dispatcher).count(), 2);

        let form =
            TicketForm {
                title: "停水".into(), content: "<p>三楼停水</p>".into(), ..Default::default()
            };
        assert_eq!(ticket::register(&ctx, &form).await.unwrap(), 61);
        let rows = tickets(test).await;
        let now = test.clock.now();
        assert_eq!(rows.len(), 61);
        assert!(rows.iter().all(|row| row.updated_at <= now && row.created_at <= row.updated_at));
        assert!(rows.iter().all(|row| (row.status == Status::Closed) == row.closed_at.is_some()));
        assert!(rows.windows(2).all(|pair| pair[0].created_at <= pair[1].created_at));
    })
    .await;
}

#[tokio::test]
async fn the_log_of_a_demo_ticket_leads_to_where_it_stands() {
    on_each(async |test| {
        demo::fill(&test.desk, 6, 150).await.unwrap();
        let sql = "
            select ticket.number, event.seq, event.payload
            from event
            left join ticket on ticket.tenant_id = event.tenant_id and ticket.id = event.ticket_id
            order by event.seq";
        let log: Vec<(Option<i64>, i64, Json<Event>)> =
            test.desk.db.read().await.unwrap().all(sql, ()).await.unwrap();
        assert!(log.iter().zip(1..).all(|((_, seq, _), place)| *seq == place));
        let flow = Preset::Simple.flow();
        let mut standings = HashMap::<i64, Standing>::new();
        for (number, _, event) in log {
            if let Some(number) = number {
                standings.entry(number).or_insert_with(|| Standing::new(&flow)).apply(&event);
            }
        }
        let rows = tickets(test).await;
        assert_eq!(standings.len(), rows.len());
        for row in rows {
            let standing = &standings[&row.number];
            assert_eq!(
                (flow.status(standing), standing.reply_state),
                (row.status, row.reply_state),
                "{row:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_counters_of_the_demo_are_right() {
    on_each(async |test| {
        demo::fill(&test.desk, 6, 80).await.unwrap();
        let mut tx = test.desk.db.read().await.unwrap();
        let sql = "select cast(coalesce(sum(tickets), 0) as bigint) from tally where facet = 'tenant'";
        let (counted,): (i64,) = tx.one(sql, ()).await.unwrap();
        assert_eq!(counted, 80);
    })
    .await;
}

#[tokio::test]
async fn the_demo_never_touches_a_tenant_with_people() {
    on_each(async |test| {
        test.agent("李敏").await;
        assert!(demo::fill(&test.desk, 6, 10).await.is_err());
        assert!(tickets(test).await.is_empty());
        assert!(access::first_start(&test.desk).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn equal_seeds_tell_equal_stories_under_other_passwords() {
    let (one, other) = (TestDesk::open(&Engine::Sqlite).await, TestDesk::open(&Engine::Sqlite).await);
    let first = demo::fill_from(&one.desk, 6, 40, 7).await.unwrap();
    let second = demo::fill_from(&other.desk, 6, 40, 7).await.unwrap();
    assert_eq!(tickets(&one).await, tickets(&other).await);
    assert!(first.iter().zip(&second).all(|(a, b)| a.0 == b.0 && a.1 != b.1));
}
