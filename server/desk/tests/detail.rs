//! The page of one ticket.

use desk::{attachment, ticket};
use model::{
    Error,
    flow::{ActionKind, StepState},
    ticket::{ReplyKind, Status},
};
use testkit::{on_each, reply};

#[tokio::test]
async fn the_story_is_told_from_the_oldest_to_the_newest_with_texts_and_files() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let file = attachment::store(&wang, "照片.txt", b"1".to_vec()).await.expect("stored").id;
        let mut answer = reply("已派人", 1);
        answer.attachments = vec![file.to_string()];
        ticket::reply(&wang, number, &answer).await.expect("replied");
        ticket::note(&li, number, &reply("客户很急", 2)).await.expect("noted");
        let it = ticket::detail(&li, number).await.expect("a ticket");
        let kinds: Vec<_> = it.entries.iter().map(|entry| entry.event.kind()).collect();
        let told = ["ticket_registered", "assigned", "node_entered", "replied", "status_changed", "noted"];
        assert_eq!(kinds, told);
        let texts: Vec<_> = it.entries.iter().filter_map(|entry| entry.reply.as_ref()).collect();
        assert_eq!((texts[0].kind, texts[0].content.as_str()), (ReplyKind::Reply, "<p>已派人</p>"));
        assert_eq!(texts[0].attachments.iter().map(|file| file.id).collect::<Vec<_>>(), [file]);
        assert_eq!((texts[1].kind, texts[1].content.as_str()), (ReplyKind::Note, "<p>客户很急</p>"));
        assert!(it.attachments.is_empty(), "the file lies with its reply");
        assert_eq!(it.entries[3].actor.as_ref(), Some(&wang.me.who));
    })
    .await;
}

#[tokio::test]
async fn the_tracker_and_the_buttons_follow_the_flow() {
    on_each(async |desk| {
        let (li, wang, zhao) = (desk.agent("李敏").await, desk.agent("王芳").await, desk.agent("赵强").await);
        let number = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let it = ticket::detail(&wang, number).await.expect("a ticket");
        let states: Vec<_> = it.steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [StepState::Done, StepState::Current, StepState::Todo]);
        assert!(it.allows(ActionKind::Submit) && !it.allows(ActionKind::Edit));
        let it = ticket::detail(&li, number).await.expect("a ticket");
        assert!(
            it.allows(ActionKind::Edit) && it.allows(ActionKind::Reply) && !it.allows(ActionKind::Submit)
        );
        let it = ticket::detail(&zhao, number).await.expect("a ticket");
        assert_eq!(it.actions, [ActionKind::Note]);
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_can_be_edited_and_deleted_by_administrators_only() {
    on_each(async |desk| {
        let (li, chief) = (desk.agent("李敏").await, desk.administrator().await);
        let number = desk.ticket("停水").with_status(Status::Closed).by(&li).await;
        let of_creator = ticket::detail(&li, number).await.expect("a ticket");
        assert!(!of_creator.allows(ActionKind::Edit) && !of_creator.allows(ActionKind::Delete));
        assert!(of_creator.allows(ActionKind::AskAgain));
        let of_chief = ticket::detail(&chief, number).await.expect("a ticket");
        assert!(of_chief.allows(ActionKind::Edit) && of_chief.allows(ActionKind::Delete));
    })
    .await;
}

#[tokio::test]
async fn a_number_that_does_not_exist_is_not_found() {
    on_each(async |desk| {
        let (li, theirs) = (desk.agent("李敏").await, desk.other_tenant().await);
        let number = desk.ticket("停水").by(&li).await;
        assert_eq!(ticket::detail(&li, 99).await.err(), Some(Error::NotFound));
        assert_eq!(ticket::detail(&theirs, number).await.err(), Some(Error::NotFound));
    })
    .await;
}
