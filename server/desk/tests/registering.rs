//! 创建工单.

use std::collections::BTreeSet;

use desk::{attachment, ticket};
use model::{
    AttachmentId, ContactId, Error, Problem, TagId, TypeId,
    event::Event,
    ticket::{Priority, Status, TicketFilter, View},
};
use testkit::on_each;
use tokio::task::JoinSet;
use uuid::Uuid;

#[tokio::test]
async fn a_new_ticket_keeps_everything_that_its_form_says() {
    on_each(async |desk| {
        let water = desk.department("供水部").await;
        let (li, zhao) = (desk.agent("李敏").await, desk.agent("赵强").await);
        let wang = desk.person("王芳").in_department(water).signed_in().await;
        let (kind, tag) = (desk.ticket_type("爆管").await, desk.tag("加急").await);
        let contact = desk.contact("陈先生", "13822160477").await;
        let number = desk
            .ticket("水管爆裂")
            .of_type(kind)
            .tagged(tag)
            .about(contact)
            .for_initiator(&zhao)
            .in_department(water)
            .handled_by(&wang)
            .with_priority(Priority::Urgent)
            .by(&li)
            .await;
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!(
            (it.number, it.version, it.status, it.priority),
            (1, 1, Status::Untouched, Priority::Urgent)
        );
        assert_eq!((it.creator, it.initiator), (li.me.who.clone(), zhao.me.who.clone()));
        assert_eq!((it.handler, it.assignee), (Some(wang.me.who.clone()), Some(wang.me.who.clone())));
        assert_eq!(it.ticket_type.map(|it| it.id), Some(kind));
        assert_eq!(it.department.map(|it| it.id), Some(water));
        assert_eq!(it.contact.and_then(|it| it.phone).as_deref(), Some("13822160477"));
        assert_eq!(it.tags.iter().map(|tag| tag.id).collect::<Vec<_>>(), [tag]);
        let kinds: Vec<_> = it.entries.iter().map(|entry| entry.event.kind()).collect();
        assert_eq!(kinds, ["ticket_registered", "assigned", "node_entered"]);
        assert_eq!(it.entries[0].event, Event::TicketRegistered { status: Status::Untouched });
    })
    .await;
}

#[tokio::test]
async fn the_initiator_is_the_creator_unless_named() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!((it.initiator, it.handler, it.contact), (li.me.who.clone(), None, None));
    })
    .await;
}

#[tokio::test]
async fn a_hundred_parallel_submits_get_the_numbers_from_1_to_100() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let mut submits = JoinSet::new();
        for nth in 0..100 {
            let (li, form) = (li.clone(), desk.ticket(&format!("第 {nth} 单")).form);
            submits.spawn(async move { ticket::register(&li, &form).await.expect("registered") });
        }
        let numbers: BTreeSet<i64> = submits.join_all().await.into_iter().collect();
        assert_eq!(numbers, (1..=100).collect());
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_a_hundred_times_at_once_makes_no_second_ticket() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let form = desk.ticket("停水").with_key("k-1").form;
        let mut submits = JoinSet::new();
        for _ in 0..100 {
            let (li, form) = (li.clone(), form.clone());
            submits.spawn(async move { ticket::register(&li, &form).await.expect("registered") });
        }
        let numbers = submits.join_all().await;
        assert_eq!(numbers, [1; 100]);
        assert_eq!(ticket::register(&wang, &form).await, Ok(2), "another person's key is another key");
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_changed_after_its_answer_got_lost_is_told_what_it_became() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        assert_eq!(desk.ticket("停水").with_key("k-1").by(&li).await, 1);
        let changed = desk.ticket("三楼停水").with_key("k-1").form;
        assert_eq!(ticket::register(&li, &changed).await, Err(Error::Registered { number: 1 }));
        assert_eq!(desk.ticket("停电").with_key("k-2").by(&li).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_leaves_no_gap_in_the_numbers() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        assert_eq!(desk.ticket("停水").by(&li).await, 1);
        let strange = desk.ticket("停水").with_file(AttachmentId(Uuid::from_u128(7))).with_key("k").form;
        let refused = Error::at("attachments", Problem::NotOffered);
        assert_eq!(ticket::register(&li, &strange).await, Err(refused));
        assert_eq!(desk.ticket("停水").with_key("k").by(&li).await, 2, "the key of a refused form is free");
    })
    .await;
}

#[tokio::test]
async fn each_tenant_counts_for_itself() {
    on_each(async |desk| {
        let (ours, theirs) = (desk.agent("李敏").await, desk.other_tenant().await);
        assert_eq!(desk.ticket("停水").by(&ours).await, 1);
        assert_eq!(desk.ticket("停电").by(&ours).await, 2);
        assert_eq!(desk.ticket("停气").by(&theirs).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_the_form_names_must_exist_in_the_tenant() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let stranger = desk.other_tenant().await;
        let gone = desk.person("离职").disabled().signed_in().await;
        let nobody = Uuid::from_u128(7);
        for (field, form) in [
            ("type_id", desk.ticket("停水").of_type(TypeId(nobody)).form),
            ("tags", desk.ticket("停水").tagged(TagId(nobody)).form),
            ("contact", desk.ticket("停水").about(ContactId(nobody)).form),
            ("initiator", desk.ticket("停水").for_initiator(&stranger).form),
            ("handler", desk.ticket("停水").handled_by(&stranger).form),
            ("handler", desk.ticket("停水").handled_by(&gone).form),
        ] {
            let refused = Error::at(field, Problem::NotOffered);
            assert_eq!(ticket::register(&li, &form).await, Err(refused), "{field}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_handler_must_belong_to_the_chosen_department() {
    on_each(async |desk| {
        let (water, power) = (desk.department("供水部").await, desk.department("供电部").await);
        let li = desk.agent("李敏").await;
        let wang = desk.person("王芳").in_department(power).signed_in().await;
        let form = desk.ticket("停水").in_department(water).handled_by(&wang).form;
        let refused = Error::at("handler", Problem::OutsideDepartment);
        assert_eq!(ticket::register(&li, &form).await, Err(refused));
        desk.ticket("停电").in_department(power).handled_by(&wang).by(&li).await;
    })
    .await;
}

#[tokio::test]
async fn content_is_cleaned_and_must_then_still_say_something() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number =
            desk.ticket("停水").saying("<p onclick=\"x()\">三楼</p><script>x()</script>").by(&li).await;
        assert_eq!(ticket::detail(&li, number).await.expect("a ticket").content, "<p>三楼</p>");
        let form = desk.ticket("停水").saying("<p><img src=\"https://evil.example/x.png\"></p>").form;
        let refused = Error::at("content", Problem::Required);
        assert_eq!(ticket::register(&li, &form).await, Err(refused));
    })
    .await;
}

#[tokio::test]
async fn a_file_can_be_given_to_one_ticket_only_and_by_its_uploader_only() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let file = attachment::store(&li, "现场.txt", b"water".to_vec()).await.expect("stored").id;
        let form = desk.ticket("停水").with_file(file).form;
        let refused = Error::at("attachments", Problem::NotOffered);
        assert_eq!(ticket::register(&wang, &form).await, Err(refused.clone()));
        let number = ticket::register(&li, &form).await.expect("registered");
        assert_eq!(ticket::register(&li, &form).await, Err(refused));
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!(it.attachments.iter().map(|file| file.id).collect::<Vec<_>>(), [file]);
    })
    .await;
}

#[tokio::test]
async fn a_picture_in_the_text_belongs_to_the_ticket_without_being_listed() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let png = b"\x89PNG\r\n\x1a\n0000".to_vec();
        let picture = attachment::store(&li, "现场.png", png).await.expect("stored");
        let html = format!("<p>现场</p><img src=\"{}\">", picture.href());
        let number = desk.ticket("停水").saying(&html).by(&li).await;
        assert_eq!(ticket::detail(&wang, number).await.expect("a ticket").content, html);
        attachment::open(&wang, picture.id).await.expect("the picture is seen by whoever sees the ticket");
    })
    .await;
}

#[tokio::test]
async fn a_ticket_registered_as_closed_is_in_the_closed_list_only() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("咨询").with_status(Status::Closed).by(&li).await;
        let closed = ticket::list(&li, &TicketFilter::of(View::Closed)).await.expect("a list");
        assert_eq!(closed.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [number]);
        assert!(ticket::list(&li, &TicketFilter::of(View::Mine)).await.expect("a list").rows.is_empty());
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert_eq!(it.closed_at, Some(li.now()));
    })
    .await;
}
