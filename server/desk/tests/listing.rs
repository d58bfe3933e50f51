//! The lists.

use desk::{Ctx, ticket};
use model::{
    Error, Problem,
    policy::Scope,
    ticket::{Count, Priority, Status, StatusIs, TicketFilter, TicketPage, TypeIs, View},
};
use testkit::{on_each, reply};

async fn page(ctx: &Ctx, filter: TicketFilter) -> TicketPage {
    ticket::list(ctx, &filter).await.expect("a list")
}

async fn numbers(ctx: &Ctx, filter: TicketFilter) -> Vec<i64> {
    page(ctx, filter).await.rows.iter().map(|row| row.number).collect()
}

fn of(view: View) -> TicketFilter {
    TicketFilter::of(view)
}

#[tokio::test]
async fn each_view_holds_what_its_name_says() {
    on_each(async |desk| {
        let (li, wang, chief) =
            (desk.agent("李敏").await, desk.agent("王芳").await, desk.administrator().await);
        let mine_and_hers = desk.ticket("停水").handled_by(&wang).by(&li).await;
        let in_the_pool = desk.ticket("停电").by(&wang).await;
        let closed_by_her = desk.ticket("停气").handled_by(&wang).with_status(Status::Closed).by(&li).await;
        let of_others = desk.ticket("漏水").handled_by(&chief).with_status(Status::Closed).by(&chief).await;
        ticket::star(&li, in_the_pool, true).await.expect("starred");
        ticket::star(&li, closed_by_her, true).await.expect("starred");
        for (ctx, view, expected) in [
            (&li, View::Mine, vec![mine_and_hers]),
            (&li, View::Pending, vec![]),
            (&wang, View::Pending, vec![mine_and_hers]),
            (&li, View::Unassigned, vec![in_the_pool]),
            (&li, View::Starred, vec![in_the_pool]),
            (&wang, View::Starred, vec![]),
            (&wang, View::Closed, vec![closed_by_her]),
            (&li, View::Closed, vec![closed_by_her]),
            (&chief, View::Closed, vec![of_others, closed_by_her]),
            (&li, View::All, vec![of_others, closed_by_her, in_the_pool, mine_and_hers]),
        ] {
            assert_eq!(numbers(ctx, of(view)).await, expected, "{view:?} of {}", ctx.me.who.name);
            let total = page(ctx, of(view)).await.total;
            assert_eq!(total, Count(expected.len() as i64), "{view:?} of {}", ctx.me.who.name);
            assert_eq!(ticket::counts(ctx).await.expect("counts").of(view), total, "{view:?} in the menu");
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_shows_all_columns() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let (contact, kind) = (desk.contact("陈先生", "13822160477").await, desk.ticket_type("爆管").await);
        let ticket = desk.ticket("水管爆裂").about(contact).of_type(kind).handled_by(&wang);
        let number = ticket.with_priority(Priority::High).by(&li).await;
        ticket::star(&li, number, true).await.expect("starred");
        let rows = page(&li, of(View::Mine)).await.rows;
        let row = rows.first().expect("a row");
        assert_eq!((row.title.as_str(), row.contact.as_deref()), ("水管爆裂", Some("陈先生")));
        assert_eq!((row.priority, row.status, row.starred), (Priority::High, Status::Untouched, true));
        assert_eq!((row.handler.as_ref(), row.type_name.as_deref()), (Some(&wang.me.who), Some("爆管")));
        assert!(!page(&wang, of(View::Pending)).await.rows[0].starred, "stars are personal");
    })
    .await;
}

#[tokio::test]
async fn pages_run_from_the_newest_to_the_oldest_and_back() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        for nth in 1..=45 {
            desk.ticket(&format!("第 {nth} 单")).by(&li).await;
        }
        let first = page(&li, of(View::Mine)).await;
        assert_eq!((first.rows[0].number, first.rows.len(), first.total), (45, 20, Count(45)));
        assert_eq!((first.newer, first.older), (None, Some(26)));
        let second = page(&li, TicketFilter { before: first.older, ..of(View::Mine) }).await;
        assert_eq!((second.rows[0].number, second.newer, second.older), (25, Some(25), Some(6)));
        let third = page(&li, TicketFilter { before: second.older, ..of(View::Mine) }).await;
        assert_eq!((third.rows.len(), third.newer, third.older), (5, Some(5), None));
        let back = page(&li, TicketFilter { after: third.newer, ..of(View::Mine) }).await;
        assert_eq!(back.rows, second.rows);
        let start = page(&li, TicketFilter { after: back.newer, ..of(View::Mine) }).await;
        assert_eq!((start.rows, start.newer, start.older), (first.rows, None, Some(26)));
    })
    .await;
}

#[tokio::test]
async fn a_page_beyond_the_end_still_leads_back() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        desk.ticket("停水").by(&li).await;
        let beyond = page(&li, TicketFilter { before: Some(1), ..of(View::Mine) }).await;
        assert_eq!((beyond.rows.len(), beyond.newer, beyond.older), (0, Some(0), None));
        let back = page(&li, TicketFilter { after: beyond.newer, ..of(View::Mine) }).await;
        assert_eq!(back.rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_number_is_found_exactly_and_a_title_by_its_words() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        for title in ["3号楼停水", "Router 100% down", "a_b", "aXb", "c:\\temp"] {
            desk.ticket(title).by(&li).await;
        }
        let searched = |text: &str| TicketFilter { search: Some(text.to_owned()), ..of(View::All) };
        for (text, expected) in [
            ("3", vec![3, 1]),
            ("停水", vec![1]),
            ("ROUTER", vec![2]),
            ("100%", vec![2]),
            ("a_b", vec![3]),
            ("c:\\tem", vec![5]),
            ("%", vec![]),
            ("没有", vec![]),
            ("99999999999999999999", vec![]),
            (" ", vec![5, 4, 3, 2, 1]),
        ] {
            assert_eq!(numbers(&li, searched(text)).await, expected, "{text}");
            assert_eq!(page(&li, searched(text)).await.total, Count(expected.len() as i64), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_a_list_together() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let (kind, tag) = (desk.ticket_type("爆管").await, desk.tag("加急").await);
        let plain = desk.ticket("停水").by(&li).await;
        let typed = desk.ticket("爆管").of_type(kind).handled_by(&wang).by(&li).await;
        let both =
            desk.ticket("爆管").of_type(kind).tagged(tag).with_priority(Priority::Urgent).by(&li).await;
        let all = of(View::All);
        for (filter, expected) in [
            (TicketFilter { type_id: Some(TypeIs::Exactly(kind)), ..all.clone() }, vec![both, typed]),
            (TicketFilter { type_id: Some(TypeIs::Missing), ..all.clone() }, vec![plain]),
            (TicketFilter { status: Some(StatusIs::Open), ..all.clone() }, vec![both, typed, plain]),
            (TicketFilter { tag: Some(tag), ..all.clone() }, vec![both]),
            (TicketFilter { priority: Some(Priority::Medium), ..all.clone() }, vec![typed, plain]),
            (TicketFilter { handler: Some(wang.actor_id()), ..all.clone() }, vec![typed]),
            (TicketFilter { status: Some(StatusIs::Exactly(Status::Closed)), ..all.clone() }, vec![]),
            (
                TicketFilter { type_id: Some(TypeIs::Exactly(kind)), tag: Some(tag), ..all.clone() },
                vec![both],
            ),
        ] {
            assert_eq!(numbers(&li, filter.clone()).await, expected, "{filter:?}");
            assert_eq!(page(&li, filter).await.total, Count(expected.len() as i64));
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_reader_created_or_handles_is_found_once() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        desk.ticket("别人的").by(&li).await;
        let handled = desk.ticket("经手的").handled_by(&wang).by(&li).await;
        let both = desk.ticket("自己的").handled_by(&wang).by(&wang).await;
        let mine = TicketFilter { involved: true, ..of(View::All) };
        assert_eq!(numbers(&wang, mine.clone()).await, [both, handled]);
        assert_eq!(page(&wang, mine).await.total, Count(2));
    })
    .await;
}

#[tokio::test]
async fn neither_priority_nor_a_reply_moves_a_ticket_in_its_list() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        desk.ticket("一").with_priority(Priority::Urgent).handled_by(&li).by(&li).await;
        desk.ticket("二").with_priority(Priority::Low).by(&li).await;
        desk.clock.advance_seconds(60);
        ticket::reply(&li, 1, &reply("收到", 1)).await.expect("replied");
        assert_eq!(numbers(&li, of(View::Mine)).await, [2, 1]);
    })
    .await;
}

#[tokio::test]
async fn the_menu_counts_only_what_lies_in_the_data_scope() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        desk.ticket("停水").by(&li).await;
        desk.ticket("停电").handled_by(&narrow).by(&li).await;
        let counts = ticket::counts(&narrow).await.expect("counts");
        assert_eq!((counts.of(View::All), counts.of(View::Pending)), (Count(1), Count(1)));
        assert_eq!(counts.of(View::Unassigned), Count(0));
    })
    .await;
}

#[tokio::test]
async fn a_text_is_found_as_it_is_written_in_letters_of_any_kind() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("Ａ栋 Électricité").by(&li).await;
        for text in ["Ａ栋", "Électricité", "électric", "a栋\0éle"] {
            let filter = TicketFilter { search: Some(text.to_owned()), ..of(View::All) };
            assert_eq!(numbers(&li, filter).await, [number], "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_no_page_of_ours_asks_for_is_answered_all_the_same() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        desk.ticket("停水").by(&li).await;
        for size in [0, 7, 65_535] {
            let refused = ticket::list(&li, &TicketFilter { size, ..of(View::All) }).await;
            assert_eq!(refused, Err(Error::at("size", Problem::UnknownFilter)), "{size}");
        }
        for search in ["\0".to_owned(), "水".repeat(700_000)] {
            page(&li, TicketFilter { search: Some(search), ..of(View::All) }).await;
        }
        for edge in [i64::MIN, i64::MAX] {
            page(&li, TicketFilter { before: Some(edge), ..of(View::All) }).await;
            page(&li, TicketFilter { after: Some(edge), ..of(View::All) }).await;
        }
    })
    .await;
}
