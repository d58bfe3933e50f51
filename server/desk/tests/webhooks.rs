//! Webhooks: who is told of what, how often it is tried, and when an address is given up.

use std::sync::{Arc, Mutex};

use desk::{
    Ctx, Dialect, contact, event, job, ticket,
    webhook::{self, Failure, Letter, Post, Receipt},
};
use futures_util::future::{BoxFuture, FutureExt};
use model::{
    Error, Problem, WebhookId,
    contact::ContactForm,
    event::Event,
    topic::Topic,
    webhook::{DeliveryRow, DeliveryState, FailCause, OffCause, WEBHOOKS_MAX, WebhookForm},
};
use serde_json::Value;
use testkit::{TestDesk, on_each, reply};

const HOUR: i64 = 60 * 60;

/// An address that answers as it was told to, and keeps what came.
#[derive(Clone)]
struct Receiver {
    answer: Arc<Mutex<Result<u16, Failure>>>,
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl Receiver {
    fn new() -> Self {
        Self { answer: Arc::new(Mutex::new(Ok(204))), letters: Arc::default() }
    }

    fn answers(&self, answer: Result<u16, &str>) {
        *self.answer.lock().expect("no panic before") =
            answer.map_err(|detail| Failure::new(FailCause::Connect, detail));
    }

    fn letters(&self) -> Vec<Letter> {
        std::mem::take(&mut self.letters.lock().expect("no panic before"))
    }
}

impl Post for Receiver {
    fn check(&self, url: &str) -> Result<(), Problem> {
        if url.starts_with("https://") { Ok(()) } else { Err(Problem::UrlRefused) }
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Failure>> {
        async {
            self.letters.lock().expect("no panic before").push(letter.clone());
            let answer = self.answer.lock().expect("no panic before").clone();
            answer.map(|status| Receipt { status, excerpt: format!("answer {status}\0") })
        }
        .boxed()
    }
}

/// The administrator of a desk whose messages end here.
async fn house(test: &TestDesk) -> (Ctx, Receiver) {
    let receiver = Receiver::new();
    let mut ctx = test.administrator().await;
    ctx.desk = ctx.desk.sending_by(Arc::new(receiver.clone()));
    (ctx, receiver)
}

fn form(topics: &[Topic]) -> WebhookForm {
    let topics = topics.iter().map(|topic| topic.code().to_owned()).collect();
    WebhookForm { name: "报表".into(), url: "https://hooks.example.com/in".into(), topics }
}

async fn log(ctx: &Ctx, id: WebhookId) -> Vec<DeliveryRow> {
    webhook::deliveries(ctx, id, None).await.expect("a log").rows
}

fn header<'a>(letter: &'a Letter, wanted: &str) -> &'a str {
    letter.headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str()).expect(wanted)
}

#[tokio::test]
async fn a_message_tells_ids_and_versions_of_what_was_asked_for_and_is_signed() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let added = webhook::add(&ctx, &form(&[Topic::TicketRegistered, Topic::Replied])).await.unwrap();
        let number = test.ticket("水管爆裂").by(&ctx).await;
        ticket::note(&ctx, number, &reply("等材料", 1)).await.unwrap();
        ticket::reply(&ctx, number, &reply("已修好", 2)).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        let letters = receiver.letters();
        let bodies: Vec<Value> = letters.iter().map(|it| serde_json::from_str(&it.body).unwrap()).collect();
        let mut kinds: Vec<_> = bodies.iter().map(|body| body["type"].as_str().unwrap()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["ticket.registered", "ticket.replied"]);
        let told = bodies.iter().find(|body| body["type"] == "ticket.replied").unwrap();
        assert_eq!(told["data"]["ticket"]["number"], number);
        assert_eq!(told["data"]["ticket"]["version"], 3);
        assert_eq!(told["data"]["actor"]["id"], ctx.actor_id().to_string());
        assert_eq!(told["timestamp"], "2026-11-21T01:14:05Z");
        assert!(letters.iter().all(|it| !it.body.contains("已修好") && !it.body.contains("水管")));
        for letter in &letters {
            let (id, seconds) = (header(letter, "webhook-id"), header(letter, "webhook-timestamp"));
            let signature = webhook::sign(&added.secret, id, seconds.parse().unwrap(), &letter.body);
            assert_eq!(Some(header(letter, "webhook-signature").to_owned()), signature);
            assert_eq!(letter.url, "https://hooks.example.com/in");
        }
        let rows = log(&ctx, added.id).await;
        assert!(rows.iter().all(|row| row.state == DeliveryState::Delivered && row.status == Some(204)));
        assert_eq!(rows[0].response.as_deref(), Some("answer 204"));
    })
    .await;
}

#[tokio::test]
async fn a_contact_is_told_by_its_id() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        webhook::add(&ctx, &form(&[Topic::ContactAdded, Topic::ContactEdited])).await.unwrap();
        let person = ContactForm { name: "王建国".into(), ..ContactForm::default() };
        let added = contact::add(&ctx, &person).await.unwrap();
        contact::edit(&ctx, added.id, &person, 1).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        let letters = receiver.letters();
        assert_eq!(letters.len(), 2);
        for letter in letters {
            let body: Value = serde_json::from_str(&letter.body).unwrap();
            assert_eq!(body["data"]["contact"]["id"], added.id.to_string());
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_told_to_nobody() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let added = webhook::add(&ctx, &form(Topic::ALL)).await.unwrap();
        let number = test.ticket("水管爆裂").by(&ctx).await;
        receiver.letters();
        let before = log(&ctx, added.id).await.len();
        assert!(ticket::reply(&ctx, number, &reply("晚了", 99)).await.is_err());
        assert_eq!(log(&ctx, added.id).await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn a_message_that_fails_is_tried_for_about_a_day_and_can_be_sent_again() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let added = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap();
        receiver.answers(Ok(500));
        test.ticket("水管爆裂").by(&ctx).await;
        let begun = test.clock.now();
        for tries in 1..8 {
            assert_eq!(job::run_once(&ctx.desk).await.unwrap(), 1);
            let row = log(&ctx, added.id).await.remove(0);
            assert_eq!((row.state, row.attempts, row.status), (DeliveryState::Waiting, tries, Some(500)));
            assert_eq!(row.error.as_deref(), Some("HTTP 500"));
            let wait = row.at.millis_since(test.clock.now()) / 1000;
            test.clock.advance_seconds(wait - 1);
            assert_eq!(job::run_once(&ctx.desk).await.unwrap(), 0, "it comes too early");
            test.clock.advance_seconds(1);
        }
        receiver.answers(Err("connection: refused"));
        assert_eq!(job::run_once(&ctx.desk).await.unwrap(), 1);
        let hours = test.clock.now().millis_since(begun) / 1000 / HOUR;
        assert!((20..=30).contains(&hours), "{hours}");
        let row = log(&ctx, added.id).await.remove(0);
        assert_eq!((row.state, row.attempts, row.status), (DeliveryState::Failed, 8, None));
        assert_eq!(
            (row.cause, row.error.as_deref()),
            (Some(FailCause::Connect), Some("connection: refused"))
        );
        let ids: Vec<_> = receiver.letters().iter().map(|it| header(it, "webhook-id").to_owned()).collect();
        assert!(ids.len() == 8 && ids.iter().all(|id| *id == ids[0]), "receivers know it by its id");

        receiver.answers(Ok(200));
        webhook::resend(&ctx, row.id).await.unwrap();
        assert_eq!(webhook::resend(&ctx, row.id).await, Err(Error::NotFound), "it is on its way already");
        job::run_once(&ctx.desk).await.unwrap();
        let row = log(&ctx, added.id).await.remove(0);
        assert_eq!((row.state, row.attempts, row.error), (DeliveryState::Delivered, 1, None));
        assert_eq!(header(&receiver.letters()[0], "webhook-id"), ids[0]);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_comes_twice_sends_once_and_a_redirect_is_a_failure() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let added = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap();
        test.ticket("水管爆裂").by(&ctx).await;
        let sql = "insert into job (tenant_id, id, kind, payload, state, attempts, run_at, created_at)
            select tenant_id, $1, kind, payload, state, attempts, run_at, created_at from job";
        test.run(sql, (test.desk.new_id(),)).await;
        assert_eq!(job::run_once(&ctx.desk).await.unwrap(), 2);
        assert_eq!(receiver.letters().len(), 1);
        receiver.answers(Ok(302));
        test.ticket("再来一张").by(&ctx).await;
        job::run_once(&ctx.desk).await.unwrap();
        assert_eq!(log(&ctx, added.id).await[0].error.as_deref(), Some("HTTP 302"));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_fails_for_days_is_switched_off_and_one_that_is_gone_at_once() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let failing = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        receiver.answers(Err("connection: refused"));
        for _ in 0..6 {
            test.ticket("水管爆裂").by(&ctx).await;
            job::run_once(&ctx.desk).await.unwrap();
            assert_eq!(webhook::find(&ctx, failing).await.unwrap().off, None);
            test.clock.advance_seconds(20 * HOUR);
        }
        test.ticket("水管爆裂").by(&ctx).await;
        job::run_once(&ctx.desk).await.unwrap();
        let row = webhook::find(&ctx, failing).await.unwrap();
        assert_eq!(row.off, Some((test.clock.now(), OffCause::Failing)));
        let count = log(&ctx, failing).await.len();
        test.ticket("无人知晓").by(&ctx).await;
        assert_eq!(log(&ctx, failing).await.len(), count);

        webhook::switch(&ctx, failing, true).await.unwrap();
        let row = webhook::find(&ctx, failing).await.unwrap();
        assert_eq!((row.off, row.failing_since), (None, None));
        receiver.answers(Ok(410));
        test.ticket("水管爆裂").by(&ctx).await;
        job::run_once(&ctx.desk).await.unwrap();
        let row = webhook::find(&ctx, failing).await.unwrap();
        assert_eq!(row.off.map(|(_, cause)| cause), Some(OffCause::Gone));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_fails_is_asked_by_one_message_a_minute_and_the_others_lose_no_try() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        receiver.answers(Err("connection: refused"));
        for title in ["一", "二", "三"] {
            test.ticket(title).by(&ctx).await;
        }
        assert_eq!(job::run_once(&ctx.desk).await.unwrap(), 3);
        assert_eq!(receiver.letters().len(), 1);
        let tries: i64 = log(&ctx, id).await.iter().map(|row| row.attempts).sum();
        assert_eq!(tries, 1);
        test.clock.advance_seconds(60);
        job::run_once(&ctx.desk).await.unwrap();
        assert_eq!(receiver.letters().len(), 1);
        receiver.answers(Ok(204));
        for _ in 0..3 {
            test.clock.advance_seconds(90);
            job::run_once(&ctx.desk).await.unwrap();
        }
        assert_eq!(receiver.letters().len(), 3);
        assert!(log(&ctx, id).await.iter().all(|row| row.state == DeliveryState::Delivered));
        assert_eq!(webhook::find(&ctx, id).await.unwrap().failing_since, None);
    })
    .await;
}

#[tokio::test]
async fn another_address_has_not_failed_yet() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        receiver.answers(Ok(500));
        test.ticket("水管爆裂").by(&ctx).await;
        job::run_once(&ctx.desk).await.unwrap();
        let same = WebhookForm { name: "大屏".into(), ..form(&[Topic::TicketRegistered]) };
        webhook::edit(&ctx, id, &same).await.unwrap();
        assert!(webhook::find(&ctx, id).await.unwrap().failing_since.is_some());
        let moved = WebhookForm { url: "https://hooks.example.com/out".into(), ..same };
        webhook::edit(&ctx, id, &moved).await.unwrap();
        assert_eq!(webhook::find(&ctx, id).await.unwrap().failing_since, None);
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_an_address_that_is_switched_off_goes_nowhere() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        test.ticket("水管爆裂").by(&ctx).await;
        webhook::switch(&ctx, id, false).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        assert!(receiver.letters().is_empty());
        let row = log(&ctx, id).await.remove(0);
        assert_eq!((row.state, row.cause), (DeliveryState::Failed, Some(FailCause::Off)));
    })
    .await;
}

#[tokio::test]
async fn the_old_secret_signs_beside_the_new_one_for_a_day() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let added = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap();
        let new = webhook::rotate(&ctx, added.id).await.unwrap();
        assert!(webhook::find(&ctx, added.id).await.unwrap().old_secret_until.is_some());
        assert_ne!(new, added.secret);
        webhook::ping(&ctx, added.id).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        test.clock.advance_seconds(24 * HOUR);
        assert_eq!(webhook::find(&ctx, added.id).await.unwrap().old_secret_until, None);
        webhook::ping(&ctx, added.id).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        let letters = receiver.letters();
        let signed = |letter: &Letter, secret: &str| {
            let (id, seconds) = (header(letter, "webhook-id"), header(letter, "webhook-timestamp"));
            webhook::sign(secret, id, seconds.parse().unwrap(), &letter.body).unwrap()
        };
        let both = format!("{} {}", signed(&letters[0], &new), signed(&letters[0], &added.secret));
        assert_eq!(header(&letters[0], "webhook-signature"), both);
        assert_eq!(header(&letters[1], "webhook-signature"), signed(&letters[1], &new));
        assert!(letters[0].body.contains("webhook.test"));
    })
    .await;
}

#[tokio::test]
async fn a_message_that_lost_its_job_is_given_up_and_can_be_sent_again() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        test.ticket("水管爆裂").by(&ctx).await;
        test.run("update job set state = 'dead' where kind = 'deliver_webhook'", ()).await;
        test.clock.advance_seconds(25 * HOUR);
        job::schedule(&ctx.desk).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        let row = log(&ctx, id).await.remove(0);
        assert_eq!(row.state, DeliveryState::Failed);
        webhook::resend(&ctx, row.id).await.unwrap();
        job::run_once(&ctx.desk).await.unwrap();
        assert_eq!(receiver.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn webhooks_are_the_administrators_business_and_the_tenants_own() {
    on_each(async |test| {
        let (ctx, receiver) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        webhook::ping(&ctx, id).await.unwrap();
        let delivery = log(&ctx, id).await[0].id;
        let agent = test.agent("李敏").await;
        assert_eq!(webhook::list(&agent).await, Err(Error::Forbidden));
        assert_eq!(webhook::add(&agent, &form(&[Topic::Replied])).await, Err(Error::Forbidden));
        assert_eq!(webhook::resend(&agent, delivery).await, Err(Error::Forbidden));
        let stranger = test.other_tenant().await;
        assert!(webhook::list(&stranger).await.unwrap().is_empty());
        let missing = Error::NotFound;
        assert_eq!(webhook::find(&stranger, id).await.unwrap_err(), missing);
        assert_eq!(webhook::edit(&stranger, id, &form(&[Topic::Replied])).await.unwrap_err(), missing);
        assert_eq!(webhook::switch(&stranger, id, false).await.unwrap_err(), missing);
        assert_eq!(webhook::rotate(&stranger, id).await.unwrap_err(), missing);
        assert_eq!(webhook::remove(&stranger, id).await.unwrap_err(), missing);
        assert_eq!(webhook::ping(&stranger, id).await.unwrap_err(), missing);
        assert_eq!(webhook::deliveries(&stranger, id, None).await.unwrap_err(), missing);
        assert_eq!(webhook::resend(&stranger, delivery).await.unwrap_err(), missing);
        test.ticket("别家的事").by(&stranger).await;
        job::run_once(&ctx.desk).await.unwrap();
        assert_eq!(receiver.letters().len(), 1, "the test message and nothing of others");
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_is_about_to_be_told_is_removed_afterwards() {
    on_each(async |test| {
        let (ctx, _) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::ContactEdited])).await.unwrap().id;
        let contact = test.contact("王建国", "13822160477").await;
        let mut tx = test.desk.db.write().await.unwrap();
        let edited = Event::ContactEdited { contact, name: "王建国".into() };
        event::record(&mut tx, &ctx, None, edited).await.unwrap();
        let remover = ctx.clone();
        let removing = tokio::spawn(async move { webhook::remove(&remover, id).await });
        while test.desk.db.dialect() == Dialect::Postgres && waiting(test).await == 0 {
            tokio::task::yield_now().await;
        }
        tx.commit().await.unwrap();
        assert_eq!(removing.await.unwrap(), Ok(()));
        assert!(webhook::list(&ctx).await.unwrap().is_empty());
    })
    .await;
}

/// How many transactions wait for another in this database.
async fn waiting(test: &TestDesk) -> i64 {
    let sql = "select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'";
    let mut tx = test.desk.db.read().await.expect("a reader");
    let (count,): (i64,) = tx.one(sql, ()).await.expect(sql);
    count
}

#[tokio::test]
async fn a_webhook_is_edited_counted_and_removed_with_its_log() {
    on_each(async |test| {
        let (ctx, _) = house(test).await;
        let id = webhook::add(&ctx, &form(&[Topic::TicketRegistered])).await.unwrap().id;
        test.ticket("水管爆裂").by(&ctx).await;
        let changed = WebhookForm { name: "大屏".into(), ..form(&[Topic::Replied, Topic::Noted]) };
        webhook::edit(&ctx, id, &changed).await.unwrap();
        let row = webhook::find(&ctx, id).await.unwrap();
        assert_eq!((row.name.as_str(), row.topics), ("大屏", vec![Topic::Replied, Topic::Noted]));
        let inner = WebhookForm { url: "http://10.0.0.1/".into(), ..form(&[Topic::Replied]) };
        assert_eq!(webhook::edit(&ctx, id, &inner).await, Err(Error::at("url", Problem::UrlRefused)));
        webhook::remove(&ctx, id).await.unwrap();
        assert!(webhook::list(&ctx).await.unwrap().is_empty());
        job::run_once(&ctx.desk).await.unwrap();
        for _ in 0..WEBHOOKS_MAX {
            webhook::add(&ctx, &form(&[Topic::Replied])).await.unwrap();
        }
        let full = Error::at("name", Problem::TooMany { max: WEBHOOKS_MAX });
        assert_eq!(webhook::add(&ctx, &form(&[Topic::Replied])).await, Err(full));
    })
    .await;
}
