//! 编辑.

use desk::{Ctx, attachment, ticket};
use model::{
    Error, Problem,
    event::Event,
    flow::Refusal,
    policy::Scope,
    ticket::{Change, Field, Priority, Status, TicketDetail, TicketFilter, View},
};
use testkit::{edit_form, on_each};

async fn detail(ctx: &Ctx, number: i64) -> TicketDetail {
    ticket::detail(ctx, number).await.expect("a ticket")
}

fn changes(ticket: &TicketDetail) -> Vec<Change> {
    let edited = ticket.entries.iter().rev().find_map(|entry| match &entry.event {
        Event::TicketEdited { changes } => Some(changes.clone()),
        _ => None,
    });
    edited.unwrap_or_default()
}

#[tokio::test]
async fn every_field_can_be_edited_and_the_record_names_old_and_new() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let water = desk.department("供水部").await;
        let zhao = desk.person("赵强").in_department(water).signed_in().await;
        let (kind, tag) = (desk.ticket_type("爆管").await, desk.tag("加急").await);
        let contact = desk.contact("陈先生", "13822160477").await;
        let number = desk.ticket("停水").by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.title = "三楼停水".into();
        form.content = "<p>阀门坏了</p>".into();
        form.type_id = kind.to_string();
        form.priority = Priority::Urgent.code().into();
        form.status = Status::Replied.code().into();
        form.tags = vec![tag.to_string()];
        form.contact = contact.to_string();
        form.initiator = wang.actor_id().to_string();
        form.department = water.to_string();
        form.handler = zhao.actor_id().to_string();
        ticket::edit(&li, number, &form).await.expect("edited");
        let it = detail(&li, number).await;
        let mut expected = form.clone();
        expected.version = 2;
        assert_eq!(edit_form(&it), expected);
        let change = |field, old: Option<&str>, new: Option<&str>| Change {
            field,
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        let record = [
            change(Field::Title, Some("停水"), Some("三楼停水")),
            change(Field::Content, None, None),
            change(Field::Type, None, Some("爆管")),
            change(Field::Priority, Some("medium"), Some("urgent")),
            change(Field::Tags, None, Some("加急")),
            change(Field::Contact, None, Some("陈先生")),
            change(Field::Initiator, Some("李敏"), Some("王芳")),
            change(Field::Department, None, Some("供水部")),
        ];
        assert_eq!(changes(&it), record);
        let happened = |event: Event| it.entries.iter().any(|entry| entry.event == event);
        assert!(happened(Event::StatusChanged { from: Status::Untouched, to: Status::Replied }));
        assert!(happened(Event::Assigned { from: None, to: Some(zhao.me.who.clone()) }));
        assert_eq!(it.assignee, None, "who was asked at the beginning stays in the history");
    })
    .await;
}

#[tokio::test]
async fn an_edit_that_changes_nothing_leaves_no_trace() {
    on_each(async |desk| {
        let (li, tag) = (desk.agent("李敏").await, desk.tag("加急").await);
        let file = attachment::store(&li, "a.txt", b"1".to_vec()).await.expect("stored").id;
        let number = desk.ticket("停水").tagged(tag).with_file(file).by(&li).await;
        let before = detail(&li, number).await;
        ticket::edit(&li, number, &edit_form(&before)).await.expect("saved");
        assert_eq!(detail(&li, number).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_list_of_files_on_the_form_is_what_remains() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let mut files = Vec::new();
        for name in ["a.txt", "b.txt", "c.txt"] {
            files.push(attachment::store(&li, name, name.into()).await.expect("stored").id);
        }
        let number = desk.ticket("停水").with_file(files[0]).with_file(files[1]).by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.attachments = vec![files[1].to_string(), files[2].to_string()];
        ticket::edit(&li, number, &form).await.expect("edited");
        let it = detail(&li, number).await;
        assert_eq!(it.attachments.iter().map(|file| file.id).collect::<Vec<_>>(), files[1..]);
        let change = Change {
            field: Field::Attachments,
            old: Some("a.txt、b.txt".into()),
            new: Some("b.txt、c.txt".into()),
        };
        assert_eq!(changes(&it), [change]);
        let wang = desk.agent("王芳").await;
        let gone = attachment::open(&wang, files[0]).await.err();
        assert_eq!(gone, Some(Error::NotFound), "what was taken off is no longer shown");
    })
    .await;
}

#[tokio::test]
async fn only_the_creator_or_an_administrator_edits() {
    on_each(async |desk| {
        let (li, wang, chief) =
            (desk.agent("李敏").await, desk.agent("王芳").await, desk.administrator().await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.title = "停电".into();
        assert_eq!(ticket::edit(&wang, number, &form).await, Err(Error::Forbidden));
        ticket::edit(&chief, number, &form).await.expect("edited");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_reopens_a_closed_ticket_by_editing_its_status() {
    on_each(async |desk| {
        let (li, chief) = (desk.agent("李敏").await, desk.administrator().await);
        let number = desk.ticket("停水").with_status(Status::Closed).by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.status = Status::AskedAgain.code().into();
        assert_eq!(ticket::edit(&li, number, &form).await, Err(Error::Refused(Refusal::Closed)));
        ticket::edit(&chief, number, &form).await.expect("edited");
        let mine = ticket::list(&li, &TicketFilter::of(View::Mine)).await.expect("a list");
        assert_eq!(mine.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [number]);
        assert_eq!(detail(&li, number).await.closed_at, None);
    })
    .await;
}

#[tokio::test]
async fn a_handler_who_has_left_may_stay_but_not_come_back() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let sql = "update person set disabled_at = $3 where tenant_id = $1 and id = $2";
        desk.run(sql, (desk.tenant, wang.actor_id(), desk.clock.now())).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.title = "三楼停水".into();
        ticket::edit(&li, number, &form).await.expect("edited");
        form.version = 2;
        form.handler = String::new();
        ticket::edit(&li, number, &form).await.expect("edited");
        form.version = 3;
        form.handler = wang.actor_id().to_string();
        let refused = Error::at("handler", Problem::NotOffered);
        assert_eq!(ticket::edit(&li, number, &form).await, Err(refused));
    })
    .await;
}

#[tokio::test]
async fn choices_left_open_on_the_form_keep_status_and_priority() {
    on_each(async |desk| {
        let li = desk.person("李敏").seeing(Scope::Own).signed_in().await;
        let number =
            desk.ticket("停水").with_priority(Priority::High).with_status(Status::Replied).by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.status = String::new();
        form.priority = String::new();
        form.title = "三楼停水".into();
        ticket::edit(&li, number, &form).await.expect("edited");
        let it = detail(&li, number).await;
        assert_eq!((it.status, it.priority), (Status::Replied, Priority::High));
    })
    .await;
}

#[tokio::test]
async fn an_edit_over_a_newer_version_is_a_conflict_and_changes_nothing() {
    on_each(async |desk| {
        let (li, chief) = (desk.agent("李敏").await, desk.administrator().await);
        let number = desk.ticket("停水").by(&li).await;
        let mut form = edit_form(&detail(&li, number).await);
        form.title = "三楼停水".into();
        ticket::edit(&chief, number, &form).await.expect("edited");
        form.title = "四楼停水".into();
        let Err(Error::Conflict(conflict)) = ticket::edit(&li, number, &form).await else {
            panic!("a stale version was accepted");
        };
        assert_eq!((conflict.version, conflict.by), (2, Some(chief.me.who.clone())));
        assert_eq!(detail(&li, number).await.title, "三楼停水");
        form.version = conflict.version;
        ticket::edit(&li, number, &form).await.expect("saved against the newer version");
    })
    .await;
}
