//! 工单回复, 内部备注, 再追问.

use desk::{Ctx, attachment, ticket};
use model::{
    Conflict, Error, Problem,
    flow::Refusal,
    ticket::{Change, Field, ReplyForm, Status, TicketFilter, View},
};
use testkit::{edit_form, on_each, reply};
use tokio::task::JoinSet;

async fn status(ctx: &Ctx, number: i64) -> Status {
    ticket::detail(ctx, number).await.expect("a ticket").status
}

fn closing(text: &str, version: i64) -> ReplyForm {
    ReplyForm { status: Status::Closed.code().to_owned(), ..reply(text, version) }
}

#[tokio::test]
async fn a_reply_of_the_handler_answers_and_one_of_the_creator_asks_again() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        ticket::reply(&wang, number, &reply("已派人", 1)).await.expect("replied");
        assert_eq!(status(&li, number).await, Status::Replied);
        desk.clock.advance_seconds(60);
        ticket::reply(&li, number, &reply("还没来", 2)).await.expect("replied");
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!((it.status, it.version), (Status::AskedAgain, 3));
        assert_eq!(it.updated_at.millis_since(it.created_at), 60_000);
    })
    .await;
}

#[tokio::test]
async fn the_handler_closes_with_a_reply_or_with_the_status_alone() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        for form in [closing("修好了", 1), ReplyForm { content: String::new(), ..closing("", 1) }] {
            let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
            ticket::reply(&wang, number, &form).await.expect("closed");
            let it = ticket::detail(&li, number).await.expect("a ticket");
            assert_eq!((it.status, it.closed_at), (Status::Closed, Some(li.now())));
        }
        let pending = ticket::list(&wang, &TicketFilter::of(View::Pending)).await.expect("a list");
        assert!(pending.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn asking_again_reopens_a_closed_ticket_and_needs_words() {
    on_each(async |desk| {
        let (li, wang, zhao) = (desk.agent("李敏").await, desk.agent("王芳").await, desk.agent("赵强").await);
        let number = desk.ticket("停水").handled_by(&wang).with_status(Status::Closed).by(&li).await;
        let file = attachment::store(&li, "照片.txt", b"1".to_vec()).await.expect("stored").id;
        let silent = ReplyForm { attachments: vec![file.to_string()], version: 1, ..ReplyForm::default() };
        let refused = Error::at("content", Problem::Required);
        assert_eq!(ticket::ask_again(&li, number, &silent).await, Err(refused));
        assert_eq!(ticket::ask_again(&zhao, number, &reply("又停了", 1)).await, Err(Error::Forbidden));
        ticket::ask_again(&li, number, &reply("又停了", 1)).await.expect("asked again");
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!((it.status, it.closed_at), (Status::AskedAgain, None));
        let again = ticket::ask_again(&li, number, &reply("又停了", 2)).await;
        assert_eq!(again, Err(Error::Refused(Refusal::NotClosed)));
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_takes_no_reply_but_a_note() {
    on_each(async |desk| {
        let (li, zhao) = (desk.agent("李敏").await, desk.agent("赵强").await);
        let number = desk.ticket("停水").with_status(Status::Closed).by(&li).await;
        let refused = ticket::reply(&li, number, &reply("谢谢", 1)).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::Closed)));
        ticket::note(&zhao, number, &reply("已归档", 1)).await.expect("noted");
        assert_eq!(status(&li, number).await, Status::Closed);
    })
    .await;
}

#[tokio::test]
async fn who_has_nothing_to_do_with_the_ticket_may_only_note() {
    on_each(async |desk| {
        let (li, wang, zhao) = (desk.agent("李敏").await, desk.agent("王芳").await, desk.agent("赵强").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        assert_eq!(ticket::reply(&zhao, number, &reply("我来", 1)).await, Err(Error::Forbidden));
        assert_eq!(ticket::reply(&li, number, &closing("算了", 1)).await, Err(Error::Forbidden));
        ticket::note(&zhao, number, &reply("同小区还有一单", 1)).await.expect("noted");
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_is_told_what_the_first_changed() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let seen = ticket::detail(&li, number).await.expect("a ticket");
        desk.clock.advance_seconds(30);
        let mut form = edit_form(&seen);
        form.title = "三楼停水".into();
        ticket::edit(&li, number, &form).await.expect("edited");
        ticket::reply(&wang, number, &closing("修好了", 2)).await.expect("closed");
        let conflict = ticket::reply(&li, number, &reply("还没来", seen.version)).await;
        let change =
            |field, old: &str, new: &str| Change { field, old: Some(old.into()), new: Some(new.into()) };
        let expected = Conflict {
            version: 3,
            by: Some(wang.me.who.clone()),
            at: li.now(),
            changes: vec![
                change(Field::Title, "停水", "三楼停水"),
                change(Field::Status, "untouched", "closed"),
            ],
        };
        assert_eq!(conflict, Err(Error::Conflict(Box::new(expected))));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_save_at_once_exactly_one_is_told_of_a_conflict() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        for version in 1..=5 {
            let mut both = JoinSet::new();
            for ctx in [&li, &wang] {
                let (ctx, form) = (ctx.clone(), reply("我在处理", version));
                both.spawn(async move { ticket::reply(&ctx, number, &form).await });
            }
            let results = both.join_all().await;
            assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
            assert!(results.iter().any(|result| matches!(result, Err(Error::Conflict(_)))), "{results:?}");
        }
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!(it.entries.iter().filter(|entry| entry.reply.is_some()).count(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_reply_that_is_sent_again_is_kept_once() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        let form = ReplyForm { key: "k-1".into(), ..reply("收到", 1) };
        let mut sends = JoinSet::new();
        for _ in 0..5 {
            let (li, form) = (li.clone(), form.clone());
            sends.spawn(async move { ticket::reply(&li, number, &form).await });
        }
        assert_eq!(sends.join_all().await, vec![Ok(()); 5]);
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!((it.version, it.entries.iter().filter(|entry| entry.reply.is_some()).count()), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_reply_of_which_nothing_is_left_after_cleaning_is_refused() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        let form = ReplyForm { content: "<script>x()</script>".into(), version: 1, ..ReplyForm::default() };
        let refused = Error::at("content", Problem::Required);
        assert_eq!(ticket::reply(&li, number, &form).await, Err(refused.clone()));
        assert_eq!(ticket::note(&li, number, &form).await, Err(refused));
    })
    .await;
}

#[tokio::test]
async fn a_text_that_was_changed_after_its_answer_got_lost_is_not_thrown_away() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let (number, other) = (desk.ticket("停水").by(&li).await, desk.ticket("停电").by(&li).await);
        let sent = ReplyForm { key: "k-1".into(), ..reply("收到", 1) };
        ticket::reply(&li, number, &sent).await.expect("replied");
        let changed = ReplyForm { key: "k-1".into(), ..reply("收到，已派人", 1) };
        let refused = ticket::reply(&li, number, &changed).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        let again = ReplyForm { version: 2, ..sent.clone() };
        ticket::reply(&li, number, &again).await.expect("the first answer once more");
        assert_eq!(ticket::detail(&li, number).await.expect("a ticket").version, 2);
        ticket::note(&li, number, &again).await.expect("a note of the same words is something else");
        ticket::reply(&li, other, &sent).await.expect("so is a reply to another ticket");
        assert_eq!(ticket::detail(&li, number).await.expect("a ticket").version, 3);
        assert_eq!(ticket::detail(&li, other).await.expect("a ticket").version, 2);
    })
    .await;
}
