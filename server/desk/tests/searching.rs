//! 搜索.

use std::{collections::BTreeSet, time::Duration};

use desk::{Ctx, Dialect, contact, db::Tx, search, ticket};
use model::{
    TicketId,
    contact::ContactForm,
    policy::Scope,
    ticket::{Count, Priority, Status, StatusIs, TicketFilter, TypeIs, View},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use testkit::{TestDesk, edit_form, on_each, reply};
use tokio::{spawn, task::yield_now, time::timeout};

fn of(view: View, text: &str) -> TicketFilter {
    TicketFilter { search: Some(text.to_owned()), size: 200, ..TicketFilter::of(view) }
}

async fn found(ctx: &Ctx, filter: &TicketFilter) -> Vec<i64> {
    let page = ticket::list(ctx, filter).await.expect("a list");
    assert_eq!(page.total.0, page.rows.len() as i64, "{filter:?}");
    page.rows.iter().map(|row| row.number).collect()
}

async fn all(ctx: &Ctx, text: &str) -> Vec<i64> {
    found(ctx, &of(View::All, text)).await
}

async fn version(ctx: &Ctx, number: i64) -> i64 {
    ticket::detail(ctx, number).await.expect("a ticket").version
}

#[tokio::test]
async fn a_ticket_is_found_by_everything_that_is_written_on_it() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let contact = desk.contact("欧阳建国", "+86 138-2216-0477").await;
        let content =
            "<p>三楼<strong>水</strong>表漏水 &amp; Meter-A12</p><ul><li>王府</li><li>井大街</li></ul>";
        let number = desk.ticket("老旧小区停水").saying(content).about(contact).by(&li).await;
        ticket::reply(&li, number, &reply("已联系抢修队", 1)).await.expect("replied");
        ticket::note(&li, number, &reply("客户情绪激动", version(&li, number).await)).await.expect("noted");
        for text in [
            "停水",
            "水表",
            "漏",
            "旧小区停",
            "meter",
            "A12",
            "METER-a12",
            "ｍｅｔｅｒ",
            "抢修",
            "情绪激动",
            "欧阳",
            "建国",
            "138",
            "13822160477",
            "138 2216 0477",
            "+8613822160477",
            "008613822160477",
            "86 138 2216 0477",
            "停\u{200b}水",
            "0477",
            "停水 抢修 欧阳",
            "王府",
            &number.to_string(),
        ] {
            assert_eq!(all(&li, text).await, [number], "{text}");
        }
        for text in ["停电", "水停", "eter", "2216047", "府井", "停水 停电", "？！", "表漏停"]
        {
            assert_eq!(all(&li, text).await, [0_i64; 0], "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_index_follows_every_change() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("水管爆裂").by(&li).await;
        let detail = ticket::detail(&li, number).await.expect("a ticket");
        let mut form = edit_form(&detail);
        form.title = "阀门损坏".into();
        ticket::edit(&li, number, &form).await.expect("edited");
        assert_eq!(all(&li, "水管爆裂，请尽快").await, [number], "the content still says so");
        assert_eq!(all(&li, "阀门").await, [number]);
        form.content = "<p>阀门</p>".into();
        form.version = version(&li, number).await;
        ticket::edit(&li, number, &form).await.expect("edited");
        assert_eq!(all(&li, "水管").await, [0_i64; 0]);
        ticket::delete(&li, number, version(&li, number).await).await.expect("deleted");
        assert_eq!(all(&li, "阀门").await, [0_i64; 0]);
    })
    .await;
}

#[tokio::test]
async fn tickets_are_found_by_what_their_contact_is_called_now() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let id = desk.contact("欧阳建国", "13822160477").await;
        for _ in 0..201 {
            desk.ticket("停水").about(id).by(&li).await;
        }
        let form = ContactForm { name: "上官云".into(), ..ContactForm::default() };
        contact::edit(&li, id, &form, contact::find(&li, id).await.expect("a contact").1)
            .await
            .expect("edited");
        assert_eq!(all(&li, "欧阳").await, [1]);
        desk::job::run_once(&desk.desk).await.expect("done");
        assert_eq!(all(&li, "欧阳").await, [0_i64; 0]);
        assert_eq!(ticket::list(&li, &of(View::All, "上官")).await.expect("a list").total, Count(201));
    })
    .await;
}

/// Nobody else can append to the log before this is committed, so that a verb waits with all but its end done.
async fn hold_the_log(desk: &TestDesk) -> Tx {
    let mut tx = desk.desk.db.write().await.expect("a writer");
    let sql = "select value from counter where tenant_id = $1 and name = 'event' for update";
    tx.one::<(i64,)>(sql, (desk.tenant,)).await.expect(sql);
    tx
}

/// Goes on once so many transactions wait for others.
async fn until_waiting(desk: &TestDesk, count: i64) {
    let sql = "select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'";
    let wait = async {
        loop {
            let mut tx = desk.desk.db.read().await.expect("a reader");
            if tx.one::<(i64,)>(sql, ()).await.expect(sql).0 >= count {
                return;
            }
            drop(tx);
            yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), wait).await.expect("they wait");
}

#[tokio::test]
async fn a_reply_that_is_being_written_while_its_ticket_is_indexed_anew_is_found() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == Dialect::Sqlite {
            return;
        }
        let li = desk.agent("李敏").await;
        let id = desk.contact("欧阳建国", "13822160477").await;
        let number = desk.ticket("停水").about(id).by(&li).await;
        let kept = contact::find(&li, id).await.expect("a contact").1;
        let form = ContactForm { name: "上官云".into(), ..ContactForm::default() };
        let log = hold_the_log(desk).await;
        let (author, editor, server, tenant) = (li.clone(), li.clone(), desk.desk.clone(), desk.tenant);
        let replying = spawn(async move { ticket::reply(&author, number, &reply("已联系抢修队", 1)).await });
        until_waiting(desk, 1).await;
        let rebuilding = spawn(async move { search::rebuild(&server, tenant).await });
        until_waiting(desk, 2).await;
        let renaming = spawn(async move { contact::edit(&editor, id, &form, kept).await });
        until_waiting(desk, 3).await;
        log.commit().await.expect("a commit");
        replying.await.expect("no panic").expect("replied");
        rebuilding.await.expect("no panic").expect("built anew");
        renaming.await.expect("no panic").expect("renamed");
        assert_eq!(all(&li, "抢修 上官").await, [number]);
        assert_eq!(all(&li, "欧阳").await, [0_i64; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_ticket_registered_while_its_contact_is_renamed_is_found_by_the_new_name() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == Dialect::Sqlite {
            return;
        }
        let li = desk.agent("李敏").await;
        let id = desk.contact("欧阳建国", "13822160477").await;
        desk.ticket("停电").by(&li).await;
        let kept = contact::find(&li, id).await.expect("a contact").1;
        let form = ContactForm { name: "上官云".into(), ..ContactForm::default() };
        let log = hold_the_log(desk).await;
        let (editor, author, ticket) = (li.clone(), li.clone(), desk.ticket("停水").about(id));
        let renaming = spawn(async move { contact::edit(&editor, id, &form, kept).await });
        until_waiting(desk, 1).await;
        let registering = spawn(async move { ticket.by(&author).await });
        until_waiting(desk, 2).await;
        log.commit().await.expect("a commit");
        renaming.await.expect("no panic").expect("renamed");
        let number = registering.await.expect("no panic");
        assert_eq!(all(&li, "上官").await, [number]);
        assert_eq!(all(&li, "欧阳").await, [0_i64; 0]);
    })
    .await;
}

#[tokio::test]
async fn words_and_filters_narrow_together() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let (kind, tag) = (desk.ticket_type("爆管").await, desk.tag("VIP").await);
        let plain = desk.ticket("停水").by(&li).await;
        let rich =
            desk.ticket("停水").of_type(kind).tagged(tag).with_priority(Priority::Urgent).handled_by(&wang);
        let rich = rich.by(&li).await;
        let closed = desk.ticket("停水").with_status(Status::Closed).by(&wang).await;
        ticket::star(&wang, plain, true).await.expect("starred");
        let text = || of(View::All, "停水");
        for (filter, expected) in [
            (text(), vec![closed, rich, plain]),
            (TicketFilter { type_id: Some(TypeIs::Exactly(kind)), ..text() }, vec![rich]),
            (TicketFilter { type_id: Some(TypeIs::Missing), ..text() }, vec![closed, plain]),
            (TicketFilter { tag: Some(tag), ..text() }, vec![rich]),
            (TicketFilter { priority: Some(Priority::Urgent), ..text() }, vec![rich]),
            (TicketFilter { status: Some(StatusIs::Open), ..text() }, vec![rich, plain]),
            (TicketFilter { status: Some(StatusIs::Exactly(Status::Closed)), ..text() }, vec![closed]),
            (TicketFilter { handler: Some(wang.actor_id()), ..text() }, vec![rich]),
            (TicketFilter { involved: true, ..text() }, vec![closed, rich]),
            (of(View::Mine, "停水"), vec![]),
            (of(View::Pending, "停水"), vec![rich]),
            (of(View::Unassigned, "停水"), vec![plain]),
            (of(View::Starred, "停水"), vec![plain]),
            (of(View::Closed, "停水"), vec![closed]),
        ] {
            assert_eq!(found(&wang, &filter).await, expected, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_reader_may_not_see_is_neither_found_nor_counted() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let water = desk.department("供水部").await;
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let near = desk.person("赵强").in_department(water).seeing(Scope::Department).signed_in().await;
        let other = desk.other_tenant().await;
        desk.ticket("停水").handled_by(&li).by(&li).await;
        let pool = desk.ticket("停水").by(&li).await;
        let theirs = desk.ticket("停水").in_department(water).by(&li).await;
        let own = desk.ticket("停水").for_initiator(&narrow).handled_by(&li).by(&li).await;
        let elsewhere = desk.ticket("停水").by(&other).await;
        assert_eq!(all(&narrow, "停水").await, [own]);
        assert_eq!(all(&near, "停水").await, [theirs, pool]);
        assert_eq!(all(&other, "停水").await, [elsewhere]);
        assert_eq!(all(&li, "停水").await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_long_result_is_paged_from_the_newest_to_the_oldest_and_back() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        for nth in 0..45 {
            desk.ticket(if nth % 9 == 0 { "停电" } else { "停水" }).by(&li).await;
        }
        let first = TicketFilter { size: 20, ..of(View::All, "停水") };
        let mut pages = vec![ticket::list(&li, &first).await.expect("a page")];
        while let Some(before) = pages.last().and_then(|page| page.older) {
            let filter = TicketFilter { before: Some(before), ..first.clone() };
            pages.push(ticket::list(&li, &filter).await.expect("a page"));
        }
        let numbers: Vec<i64> = pages.iter().flat_map(|page| &page.rows).map(|row| row.number).collect();
        assert_eq!(numbers.len(), 40);
        assert!(numbers.is_sorted_by(|a, b| a > b));
        let back = TicketFilter { after: pages[1].newer, ..first };
        assert_eq!(ticket::list(&li, &back).await.expect("a page").rows, pages[0].rows);
    })
    .await;
}

#[tokio::test]
async fn tickets_that_were_there_before_the_index_are_found_once_it_is_built() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let old = desk.ticket("停水").by(&li).await;
        match desk.desk.db.dialect() {
            desk::Dialect::Sqlite => desk.run("delete from search_index where rowid > $1", (0_i64,)).await,
            desk::Dialect::Postgres => desk.run("delete from search_index where number > $1", (0_i64,)).await,
        }
        desk.run("delete from search_state", ()).await;
        assert_eq!(all(&li, "停水").await, [0_i64; 0]);
        let new = desk.ticket("停水").by(&li).await;
        assert_eq!(all(&li, "停水").await, [new]);
        desk::job::schedule(&desk.desk).await.expect("scheduled");
        desk::job::run_once(&desk.desk).await.expect("done");
        assert_eq!(all(&li, "停水").await, [new, old]);
        search::rebuild(&desk.desk, desk.tenant).await.expect("built anew");
        assert_eq!(all(&li, "停水").await, [new, old]);
    })
    .await;
}

/// Tickets like this one, written past the verbs.
async fn copy(desk: &TestDesk, number: i64, times: i64) {
    let mut tx = desk.desk.db.write().await.expect("a writer");
    for nth in 1..=times {
        let id = TicketId(desk.desk.new_id());
        tx.execute_one(COPY, (desk.tenant, number, id, nth)).await.expect(COPY);
    }
    tx.commit().await.expect("a commit");
}

const COPY: &str = "
    insert into ticket (tenant_id, id, number, version, title, content, priority, flow, flow_version, node,
                        reply_state, status, creator_id, initiator_id, created_at, updated_at)
    select tenant_id, $3, number + $4, version, title, content, priority, flow, flow_version, node,
           reply_state, status, creator_id, initiator_id, created_at, updated_at
    from ticket
    where tenant_id = $1 and number = $2";

#[tokio::test]
async fn many_tickets_are_indexed_in_turns_between_which_other_jobs_have_theirs() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        copy(desk, number, 1000).await;
        desk.run("update search_state set version = 0", ()).await;
        desk::job::schedule(&desk.desk).await.expect("scheduled");
        let (chores, turns) = (2, 2);
        assert_eq!(desk::job::run_once(&desk.desk).await.expect("done"), chores + turns);
        let page = ticket::list(&li, &of(View::All, "停水")).await.expect("a list");
        assert_eq!((page.total, page.total_text()), (Count(1000), "999+".to_owned()));
        let oldest = TicketFilter { before: Some(number + 1), ..of(View::All, "停水") };
        assert_eq!(
            ticket::list(&li, &oldest).await.expect("a list").rows.len(),
            1,
            "the last turn came to it"
        );
    })
    .await;
}

#[tokio::test]
async fn how_far_another_version_came_with_the_index_does_not_count() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number = desk.ticket("停水").by(&li).await;
        match desk.desk.db.dialect() {
            Dialect::Sqlite => desk.run("delete from search_index where rowid > $1", (0_i64,)).await,
            Dialect::Postgres => desk.run("delete from search_index where number > $1", (0_i64,)).await,
        }
        desk.run("update search_state set version = 0, building = 0, below = $1", (number,)).await;
        desk::job::schedule(&desk.desk).await.expect("scheduled");
        desk::job::run_once(&desk.desk).await.expect("done");
        assert_eq!(all(&li, "停水").await, [number]);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_first_after_the_upgrade_are_both_found() {
    on_each(async |desk| {
        if desk.desk.db.dialect() == Dialect::Sqlite {
            return;
        }
        let li = desk.agent("李敏").await;
        let numbers = [desk.ticket("停水").by(&li).await, desk.ticket("停水").by(&li).await];
        desk.run("delete from search_state", ()).await;
        let log = hold_the_log(desk).await;
        let mut noting = Vec::new();
        for (number, waiting) in numbers.into_iter().zip(1..) {
            let author = li.clone();
            noting
                .push(spawn(async move { ticket::note(&author, number, &reply("已联系抢修队", 1)).await }));
            until_waiting(desk, waiting).await;
        }
        log.commit().await.expect("a commit");
        for noting in noting {
            noting.await.expect("no panic").expect("noted");
        }
        assert_eq!(all(&li, "抢修").await, [numbers[1], numbers[0]]);
    })
    .await;
}

#[tokio::test]
async fn a_text_too_long_for_positions_is_found_all_the_same() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let number =
            desk.ticket("水管").saying(&format!("<p>{}三楼漏水</p>", "长话短说".repeat(2500))).by(&li).await;
        for text in ["楼漏水", "话短说长话", "漏水"] {
            assert_eq!(all(&li, text).await, [number], "{text}");
        }
    })
    .await;
}

/// Characters that nobody sees in a text.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{fe0f}', '\u{feff}'];

/// Texts of few characters, so that queries meet them often.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[水管停表漏電]{1,5}",
        2 => "[ab]{1,7}",
        1 => "[，。 -]{1,2}",
        1 => "[\u{ad}\u{200b}\u{200d}\u{2060}\u{fe0f}\u{feff}]",
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// Whether a text holds what was typed, found out without an index: Chinese anywhere in it, words from their beginning.
fn holds(texts: &[String], typed: &str) -> bool {
    let is_han = |c: char| !c.is_ascii_alphabetic() && c.is_alphabetic();
    let classes = |text: &str| -> Vec<(bool, String)> {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        let mut last = None;
        for c in text.chars().filter(|c| !INVISIBLE.contains(c)) {
            let class = c.is_alphabetic().then(|| is_han(c));
            match (class, last == Some(class)) {
                (Some(_), true) => pieces.last_mut().expect("a piece").1.push(c),
                (Some(han), false) => pieces.push((han, c.to_string())),
                (None, _) => {}
            }
            last = Some(class);
        }
        pieces
    };
    let pieces: Vec<(bool, String)> = texts.iter().flat_map(|text| classes(text)).collect();
    classes(typed).iter().all(|(han, wanted)| {
        pieces.iter().filter(|(other, _)| other == han).any(|(_, piece)| match (han, wanted.len()) {
            (true, _) => piece.contains(wanted),
            (false, 0..=2) => piece == wanted,
            (false, _) => piece.starts_with(wanted),
        })
    })
}

async fn write_randomly(desk: &TestDesk, ctx: &Ctx, runner: &mut TestRunner) -> Vec<(i64, Vec<String>)> {
    let texts = prop::collection::vec(text(), 2..5);
    let mut written = Vec::new();
    for _ in 0..40 {
        let texts = texts.new_tree(runner).expect("texts").current();
        let title = format!("水{}", texts[0]);
        let number = desk.ticket(&title).saying(&format!("<p>表{}</p>", texts[1])).by(ctx).await;
        let mut all = vec![title, format!("表{}", texts[1])];
        for text in &texts[2..] {
            let text = format!("漏{text}");
            ticket::reply(ctx, number, &reply(&text, version(ctx, number).await)).await.expect("replied");
            all.push(text);
        }
        written.push((number, all));
    }
    written
}

#[tokio::test]
async fn the_index_finds_exactly_what_reading_everything_finds() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let mut runner = TestRunner::deterministic();
        let written = write_randomly(desk, &li, &mut runner).await;
        let marked: BTreeSet<i64> = written.iter().step_by(3).map(|&(number, _)| number).collect();
        for &number in &marked {
            ticket::star(&li, number, true).await.expect("starred");
        }
        let typed = prop_oneof![3 => "[水管停表漏電]{2}", 1 => text()];
        for _ in 0..200 {
            let typed = typed.new_tree(&mut runner).expect("a query").current();
            if !typed.chars().any(char::is_alphabetic) {
                continue;
            }
            let expected: BTreeSet<i64> =
                written.iter().filter(|(_, texts)| holds(texts, &typed)).map(|&(number, _)| number).collect();
            let found: BTreeSet<i64> = all(&li, &typed).await.into_iter().collect();
            assert_eq!(found, expected, "{typed:?}");
            let expected: BTreeSet<i64> = expected.intersection(&marked).copied().collect();
            let starred: BTreeSet<i64> =
                self::found(&li, &of(View::Starred, &typed)).await.into_iter().collect();
            assert_eq!(starred, expected, "{typed:?} among 关注的工单");
        }
    })
    .await;
}
