//! The socket: what a page hears, what it misses while it is cut off, and when it may no longer listen.

mod support;

use std::time::Duration;

use model::{
    live::{ClientMessage, ServerMessage},
    policy::Scope,
    ticket::ReplyForm,
};
use support::{
    House,
    socket::{Page, bind},
    ticket,
};
use testkit::on_each;

const NOW: ClientMessage = ClientMessage::Since { seq: None };

async fn reply(ctx: &desk::Ctx, number: i64) {
    let version = desk::ticket::detail(ctx, number).await.expect("a ticket").version;
    let form = ReplyForm { content: "<p>已派人</p>".into(), version, ..ReplyForm::default() };
    desk::ticket::reply(ctx, number, &form).await.expect("a reply");
}

#[tokio::test]
async fn a_page_hears_what_others_do() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let wang = test.agent("王强").await;
        let mut page = Page::open(address, &house.token(&li).await).await;
        page.say(&NOW).await;
        assert_eq!(page.events().await.1, []);
        let number = ticket(&wang, "三楼停水").await;
        let (_, events) = page.events().await;
        assert!(events.contains(&("ticket_registered".to_owned(), number)), "{events:?}");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_was_cut_off_gets_everything_it_missed_once() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let token = house.token(&li).await;
        let mut page = Page::open(address, &token).await;
        page.say(&NOW).await;
        let (seq, _) = page.events().await;
        drop(page);
        let first = ticket(&li, "一楼停水").await;
        reply(&li, first).await;
        let second = ticket(&li, "二楼停水").await;
        let mut page = Page::open(address, &token).await;
        page.say(&ClientMessage::Since { seq: Some(seq) }).await;
        let (seq, events) = page.events().await;
        let of_kind = |wanted: &str| {
            events.iter().filter(|(kind, _)| kind == wanted).map(|(_, number)| *number).collect::<Vec<_>>()
        };
        assert_eq!(of_kind("ticket_registered"), [first, second]);
        assert_eq!(of_kind("replied"), [first]);
        page.say(&ClientMessage::Since { seq: Some(seq) }).await;
        assert_eq!(page.events().await, (seq, vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_page_hears_nothing_of_tickets_that_its_reader_may_not_see() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let narrow = test.person("李敏").seeing(Scope::Own).signed_in().await;
        let wang = test.agent("王强").await;
        let abroad = test.other_tenant().await;
        let mut page = Page::open(address, &house.token(&narrow).await).await;
        page.say(&ClientMessage::Since { seq: Some(0) }).await;
        page.events().await;
        ticket(&wang, "别人的").await;
        ticket(&abroad, "别家的").await;
        let own = ticket(&narrow, "自己的").await;
        let (_, events) = page.events().await;
        assert!(events.iter().all(|(_, number)| *number == own), "{events:?}");
    })
    .await;
}

#[tokio::test]
async fn colleagues_see_each_other_at_a_ticket() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let (li, wang) = (test.agent("李敏").await, test.agent("王强").await);
        let number = ticket(&li, "三楼停水").await;
        let id = desk::ticket::detail(&li, number).await.expect("a ticket").id;
        let viewing = |typing| ClientMessage::Viewing { ticket: Some(id), typing };
        let mut first = Page::open(address, &house.token(&li).await).await;
        first.say(&viewing(false)).await;
        assert_eq!(first.presence().await, []);
        let mut second = Page::open(address, &house.token(&wang).await).await;
        second.say(&viewing(false)).await;
        assert_eq!(second.presence().await, [("李敏".to_owned(), false)]);
        assert_eq!(first.presence().await, [("王强".to_owned(), false)]);
        second.say(&viewing(true)).await;
        assert_eq!(first.presence().await, [("王强".to_owned(), true)]);
        drop(second);
        assert_eq!(first.presence().await, []);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_seen_at_a_ticket_they_may_not_see() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let number = ticket(&li, "三楼停水").await;
        let id = desk::ticket::detail(&li, number).await.expect("a ticket").id;
        for stranger in [test.person("外人").seeing(Scope::Own).signed_in().await, test.other_tenant().await]
        {
            let mut page = Page::open(address, &house.token(&stranger).await).await;
            page.say(&ClientMessage::Viewing { ticket: Some(id), typing: false }).await;
            page.say(&ClientMessage::Ping).await;
            assert_eq!(page.hear().await, Some(ServerMessage::Pong));
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_whose_session_ends_is_told_so() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let token = house.token(&li).await;
        let mut page = Page::open(address, &token).await;
        let ended = "delete from session where tenant_id = $1 and person_id = $2";
        test.run(ended, (li.tenant, li.actor_id())).await;
        assert_eq!(page.hear().await, Some(ServerMessage::SignedOut));
        assert_eq!(page.hear().await, None);
        let mut again = Page::open(address, &token).await;
        assert_eq!(again.hear().await, Some(ServerMessage::SignedOut));
        assert_eq!(again.hear().await, None);
    })
    .await;
}

#[tokio::test]
async fn signing_a_device_out_reaches_its_open_page_at_once() {
    on_each(async |test| {
        let house = House::checking_sessions_every(test, &[], Duration::from_secs(3600)).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let token = house.token(&li).await;
        let here = desk::access::resume(&test.desk, &token).await.expect("the session");
        let mut page = Page::open(address, &token).await;
        page.say(&NOW).await;
        assert!(matches!(page.hear().await, Some(ServerMessage::Events { .. })));
        desk::access::revoke(&here, here.me.session).await.expect("revoked");
        assert_eq!(page.hear().await, Some(ServerMessage::SignedOut));
    })
    .await;
}

#[tokio::test]
async fn a_socket_needs_a_session_and_our_own_origin() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let token = house.token(&test.agent("李敏").await).await;
        let ours = format!("http://{address}");
        let mut signed_out = Page::open_from(address, None, &ours).await.expect("a socket that says so");
        assert_eq!(signed_out.hear().await, Some(ServerMessage::SignedOut));
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
            assert_eq!(Page::open_from(address, Some(&token), origin).await.err(), Some(403), "{origin}");
        }
        assert!(Page::open_from(address, Some(&token), &ours).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_page_that_does_not_speak_our_language_is_cut_off() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let token = house.token(&test.agent("李敏").await).await;
        let long = format!("{{\"type\":\"ping\",\"x\":\"{}\"}}", "x".repeat(5000));
        for text in ["hello", "{\"type\":\"delete\"}", long.as_str()] {
            let mut page = Page::open(address, &token).await;
            page.say_text(text).await;
            assert_eq!(page.hear().await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn two_servers_on_one_database_see_each_other() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.agent("李敏").await;
        let mut page = Page::open(address, &house.token(&li).await).await;
        page.say(&NOW).await;
        page.events().await;
        let poller = tokio::spawn(server::poll(test.desk.clone()));
        test.desk.live.poll(&test.desk).await.expect("a first look");
        let elsewhere = desk::Ctx { desk: test.another_server().await, ..li.clone() };
        let number = ticket(&elsewhere, "三楼停水").await;
        let (_, events) = page.events().await;
        assert!(events.contains(&("ticket_registered".to_owned(), number)), "{events:?}");
        poller.abort();
        elsewhere.desk.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_loses_sight_of_a_ticket_leaves_its_room() {
    on_each(async |test| {
        let house = House::open(test).await;
        let address = bind(&house).await;
        let li = test.administrator().await;
        let zhou = test.person("周杰").seeing(Scope::Own).signed_in().await;
        let number = ticket(&li, "三楼停水").await;
        let id = desk::ticket::detail(&li, number).await.expect("a ticket").id;
        desk::ticket::assign(&li, number, Some(zhou.actor_id()), 1).await.expect("assigned");
        let viewing = |typing| ClientMessage::Viewing { ticket: Some(id), typing };
        let mut theirs = Page::open(address, &house.token(&zhou).await).await;
        theirs.say(&viewing(false)).await;
        assert_eq!(theirs.presence().await, []);
        let mut mine = Page::open(address, &house.token(&li).await).await;
        mine.say(&viewing(false)).await;
        assert_eq!(mine.presence().await, [("周杰".to_owned(), false)]);
        assert_eq!(theirs.presence().await, [("管理员".to_owned(), false)]);
        desk::ticket::assign(&li, number, Some(li.actor_id()), 2).await.expect("assigned");
        assert_eq!(mine.presence().await, []);
        assert_eq!(theirs.presence().await, []);
        mine.say(&viewing(true)).await;
        theirs.say(&ClientMessage::Ping).await;
        assert_eq!(theirs.hear().await, Some(ServerMessage::Pong));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_talks_without_end_is_cut_off() {
    on_each(async |test| {
        let house = House::checking_sessions_every(test, &[], Duration::from_secs(3600)).await;
        let address = bind(&house).await;
        let mut page = Page::open(address, &house.token(&test.agent("李敏").await).await).await;
        for _ in 0..301 {
            page.say(&ClientMessage::Ping).await;
        }
        for _ in 0..300 {
            assert_eq!(page.hear().await, Some(ServerMessage::Pong));
        }
        assert_eq!(page.hear().await, None);
    })
    .await;
}
