//! Importing: each row by the rules of the form, once, whatever happens in between.

mod files;

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::SystemTime,
};

use desk::{Ctx, contact, event, import, job, ticket};
use files::{bring, check, detail, run, work};
use model::{
    Error, Problem,
    ticket::{Priority, Status, TicketDetail, TicketFilter, View},
    transfer::{IMPORT_DAYS, ImportState, Progress, Subject, Target},
};
use testkit::{TestDesk, on_each};

async fn count(ctx: &Ctx) -> i64 {
    ticket::list(ctx, &TicketFilter::of(View::All)).await.expect("the list").total.0
}

async fn at(ctx: &Ctx, number: i64) -> TicketDetail {
    ticket::detail(ctx, number).await.expect("the ticket")
}

/// A file of so many tickets.
fn many(rows: usize) -> String {
    let rows = (1..=rows).map(|row| format!("停水{row},第{row}行\n"));
    ["标题,内容\n".to_owned()].into_iter().chain(rows).collect()
}

async fn titles(ctx: &Ctx) -> Vec<String> {
    let mut below = None;
    let mut titles = Vec::new();
    loop {
        let page = ticket::export(ctx, &TicketFilter::of(View::All), below).await.expect("a page");
        let Some(last) = page.last() else { return titles };
        below = Some(last.row.number);
        titles.extend(page.into_iter().map(|ticket| ticket.row.title));
    }
}

#[tokio::test]
async fn a_row_becomes_what_a_person_would_have_registered() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let department = test.department("维修部").await;
        let handler = test.person("李敏").in_department(department).signed_in().await;
        let (kind, wet) = (test.ticket_type("漏水").await, test.tag("加急").await);
        let (dry, contact) = (test.tag("回访").await, test.contact("王芳", "138 2216 0477").await);
        let file = "工单标题,内容,类型,优先级,状态,标签,联系人,联系电话,受理部门,受理人\n\
                    三楼停水,\"水管爆裂\n<b>急</b>\",漏水,URGENT,已回复,加急、回访,王芳,138 2216 0477,维修部,李敏@EXAMPLE.com\n";
        let id = bring(&ctx, Subject::Tickets, file.as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        assert_eq!(count(&ctx).await, 0, "a trial writes nothing");
        run(&ctx, id).await;
        let done = detail(&ctx, id).await;
        assert_eq!(done.import.state, ImportState::Done, "{:?}", done.bad);
        assert_eq!(done.import.progress, Progress { rows: 1, done: 1, good: 1, bad: 0 });
        let ticket = at(&ctx, 1).await;
        assert_eq!(ticket.content, "<p>水管爆裂</p><p>&lt;b&gt;急&lt;/b&gt;</p>");
        assert_eq!(ticket.ticket_type.map(|it| it.id), Some(kind));
        assert_eq!((ticket.priority, ticket.status), (Priority::Urgent, Status::Replied));
        let tags: Vec<_> = ticket.tags.iter().map(|tag| tag.id).collect();
        assert!(tags.len() == 2 && tags.contains(&wet) && tags.contains(&dry));
        assert_eq!(ticket.contact.map(|it| it.id), Some(contact));
        assert_eq!(ticket.handler.map(|it| it.id), Some(handler.actor_id()));
        assert_eq!(ticket.department.map(|it| it.id), Some(department));
        let before = ::desk::ticket::tally::all(&ctx).await.expect("counters");
        ::desk::ticket::tally::recount(&ctx).await.expect("a recount");
        assert_eq!(before, ::desk::ticket::tally::all(&ctx).await.expect("counters"));
    })
    .await;
}

#[tokio::test]
async fn a_bad_row_says_all_that_is_wrong_and_stops_no_other() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        for phone in ["1", "2"] {
            test.contact("王芳", &format!("1382216047{phone}")).await;
        }
        let file = "标题,内容,优先级,联系人,处理人\n\
                    停水,三楼,低,,\n\
                    ,三楼,马上,,谁\n\
                    \n\
                    漏水,二楼,,王芳,\n\
                    停电,一楼,高,,\n";
        let id = bring(&ctx, Subject::Tickets, file.as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        let checked = detail(&ctx, id).await;
        assert_eq!(checked.import.state, ImportState::Checked);
        assert_eq!(checked.import.progress, Progress { rows: 4, done: 4, good: 2, bad: 2 });
        let rows: Vec<_> = checked.bad.iter().map(|bad| bad.row).collect();
        assert_eq!(rows, [3, 5], "as a spreadsheet numbers them");
        let mut wrong = checked.bad[0].problems.clone();
        wrong.sort_by_key(|(target, _)| target.map(Target::code));
        assert_eq!(
            wrong,
            [
                (Some(Target::Handler), Problem::NotOffered),
                (Some(Target::Priority), Problem::NotOffered),
                (Some(Target::Title), Problem::Required),
            ]
        );
        assert_eq!(checked.bad[1].problems, [(Some(Target::Contact), Problem::Ambiguous)]);
        run(&ctx, id).await;
        assert_eq!(titles(&ctx).await, ["停电", "停水"]);
        let refused = import::refused(&ctx, id, 0).await.expect("the refused rows");
        assert_eq!(refused.rows[0].1, ["", "三楼", "马上", "", "谁"]);
        assert_eq!(refused.rows[1].0.row, 5);
        assert!(import::refused(&ctx, id, 5).await.expect("no more").rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn contacts_come_in_once() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let file = files::workbook(&[
            &["姓名", "手机号", "邮箱", "单位"],
            &["王芳", "13822160477", "wang@example.com", "城东物业"],
            &["李强", "不详", "", ""],
            &["王芳", "13822160477", "", "城西物业"],
        ]);
        for (good, bad) in [(1, 2), (0, 3)] {
            let id = bring(&ctx, Subject::Contacts, &file).await.expect("an import");
            check(&ctx, id).await;
            run(&ctx, id).await;
            let progress = detail(&ctx, id).await.import.progress;
            assert_eq!(progress, Progress { rows: 3, done: 3, good, bad });
        }
        let found = contact::search(&ctx, "王芳").await.expect("contacts");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].company.as_deref(), Some("城东物业"));
    })
    .await;
}

#[tokio::test]
async fn what_columns_were_is_remembered_for_the_same_headings() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let file = "A,B,C\n停水,x,三楼\n".as_bytes();
        let id = bring(&ctx, Subject::Tickets, file).await.expect("an import");
        let first = detail(&ctx, id).await;
        assert!(!first.remembered && first.columns.iter().all(|column| column.target.is_none()));
        let codes = ["title", "", "content"].map(str::to_owned);
        assert_eq!(import::check(&ctx, id, &codes[..2]).await, Err(Error::at("content", Problem::Required)));
        import::check(&ctx, id, &codes).await.expect("a trial");
        let again = bring(&ctx, Subject::Tickets, file).await.expect("an import");
        let again = detail(&ctx, again).await;
        let targets: Vec<_> = again.columns.iter().map(|column| column.target).collect();
        assert!(again.remembered);
        assert_eq!(targets, [Some(Target::Title), None, Some(Target::Content)]);
        let contacts = bring(&ctx, Subject::Contacts, file).await.expect("an import");
        assert!(!detail(&ctx, contacts).await.remembered);
    })
    .await;
}

#[tokio::test]
async fn refused_rows_that_were_mended_are_known_by_the_headings_of_their_file() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, "A,B\n停水,三楼\n".as_bytes()).await.expect("an import");
        import::check(&ctx, id, &["title", "content"].map(str::to_owned)).await.expect("a trial");
        let mended = |front: &str| format!("{front}A,B\n2,请填写此项,漏水,二楼\n");
        for front in ["行号,问题,", "Row,Problem,"] {
            let again = bring(&ctx, Subject::Tickets, mended(front).as_bytes()).await.expect("an import");
            let again = detail(&ctx, again).await;
            let targets: Vec<_> = again.columns.iter().map(|column| column.target).collect();
            assert!(again.remembered, "{front}");
            assert_eq!(targets, [None, None, Some(Target::Title), Some(Target::Content)], "{front}");
            let codes = ["", "", "content", "title"].map(str::to_owned);
            import::check(&ctx, again.import.id, &codes).await.expect("a trial");
            let codes = ["", "", "title", "content"].map(str::to_owned);
            work(&ctx).await;
            import::check(&ctx, again.import.id, &codes).await.expect("a trial");
        }
        let other = bring(&ctx, Subject::Tickets, mended("编号,问题,").as_bytes()).await.expect("an import");
        assert!(!detail(&ctx, other).await.remembered);
    })
    .await;
}

/// Takes turns until a number of rows is done, and is cut off there.
async fn cut_off_after(test: &TestDesk, ctx: &Ctx, id: model::ImportId, rows: i64) {
    let desk = test.desk.clone();
    let working = tokio::spawn(async move { job::run_once(&desk).await });
    while detail(ctx, id).await.import.progress.done < rows {
        tokio::task::yield_now().await;
    }
    working.abort();
    let _ = working.await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_anywhere_neither_doubles_nor_loses_a_row() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(600).as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        import::run(&ctx, id).await.expect("under way");
        for rows in [1, 60, 200, 510] {
            cut_off_after(test, &ctx, id, rows).await;
            test.clock.advance_seconds(61);
        }
        work(&ctx).await;
        let done = detail(&ctx, id).await.import;
        assert_eq!(done.state, ImportState::Done);
        assert_eq!(done.progress, Progress { rows: 600, done: 600, good: 600, bad: 0 });
        let wanted: Vec<_> = (1..=600).rev().map(|row| format!("停水{row}")).collect();
        assert_eq!(titles(&ctx).await, wanted);
        let (_, events) = event::since(&ctx, 0, 10_000).await.expect("the log");
        let registered = events.iter().filter(|event| event.kind == "ticket_registered").count();
        assert_eq!(registered, 600);
    })
    .await;
}

#[tokio::test]
async fn two_workers_on_one_import_do_each_row_once() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(200).as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        import::run(&ctx, id).await.expect("under way");
        let payload = serde_json::json!({ "import": id });
        let twin = job::NewJob { kind: "import", payload, run_at: test.clock.now() };
        let mut tx = test.desk.db.write().await.expect("a writer");
        job::enqueue(&mut tx, &test.desk, test.tenant, twin).await.expect("queued");
        tx.commit().await.expect("a commit");
        let (one, other) = tokio::join!(job::run_once(&test.desk), job::run_once(&test.desk));
        one.and(other).expect("work");
        work(&ctx).await;
        assert_eq!(detail(&ctx, id).await.import.progress.good, 200);
        assert_eq!(count(&ctx).await, 200);
    })
    .await;
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(30).as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        import::run(&ctx, id).await.expect("under way");
        import::stop(&ctx, id).await.expect("stopped");
        work(&ctx).await;
        assert_eq!((detail(&ctx, id).await.import.state, count(&ctx).await), (ImportState::Stopped, 0));
        import::run(&ctx, id).await.expect("nothing to begin");
        work(&ctx).await;
        assert_eq!(count(&ctx).await, 0, "what was stopped is resumed, not begun anew");
        import::resume(&ctx, id).await.expect("resumed");
        work(&ctx).await;
        assert_eq!((detail(&ctx, id).await.import.state, count(&ctx).await), (ImportState::Done, 30));
        import::run(&ctx, id).await.expect("nothing to do");
        work(&ctx).await;
        assert_eq!(count(&ctx).await, 30, "what is done is not done again");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_left_of_a_trial_that_was_stopped() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, "标题,内容\n,三楼\n停水,二楼\n".as_bytes())
            .await
            .expect("an import");
        check(&ctx, id).await;
        assert!(!detail(&ctx, id).await.bad.is_empty());
        test.run("update import set state = 'checking' where id = $1", (id,)).await;
        import::stop(&ctx, id).await.expect("stopped");
        let stopped = detail(&ctx, id).await;
        assert_eq!((stopped.import.state, stopped.bad), (ImportState::Mapping, Vec::new()));
        assert_eq!(stopped.import.progress, Progress { rows: 2, done: 0, good: 0, bad: 0 });
    })
    .await;
}

#[tokio::test]
async fn an_import_whose_work_fails_too_often_stops_and_can_go_on() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(3).as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        import::run(&ctx, id).await.expect("under way");
        let lines = kept(test).join(id.to_string());
        let away = lines.with_extension("away");
        std::fs::rename(&lines, &away).expect("out of reach");
        for _ in 0..job::TRIES {
            assert_eq!(detail(&ctx, id).await.import.state, ImportState::Running);
            work(&ctx).await;
            test.clock.advance_seconds(60 * 60);
        }
        assert_eq!(detail(&ctx, id).await.import.state, ImportState::Stopped);
        std::fs::rename(&away, &lines).expect("there again");
        import::resume(&ctx, id).await.expect("resumed");
        work(&ctx).await;
        assert_eq!((detail(&ctx, id).await.import.state, count(&ctx).await), (ImportState::Done, 3));
    })
    .await;
}

#[tokio::test]
async fn an_import_of_somebody_who_has_left_stops() {
    on_each(async |test| {
        let (ctx, gone) = (test.administrator().await, test.person("前任").administrator().signed_in().await);
        let id = bring(&gone, Subject::Tickets, many(3).as_bytes()).await.expect("an import");
        check(&gone, id).await;
        import::run(&gone, id).await.expect("under way");
        desk::people::disable(&ctx, gone.actor_id()).await.expect("switched off");
        work(&ctx).await;
        assert_eq!((detail(&ctx, id).await.import.state, count(&ctx).await), (ImportState::Stopped, 0));
    })
    .await;
}

#[tokio::test]
async fn an_import_is_seen_by_the_administrators_of_its_tenant_alone() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(1).as_bytes()).await.expect("an import");
        let (agent, foreign) = (test.agent("李敏").await, test.other_tenant().await);
        assert_eq!(import::detail(&agent, id).await, Err(Error::Forbidden));
        assert_eq!(import::detail(&foreign, id).await, Err(Error::NotFound));
        assert_eq!(import::run(&foreign, id).await, Err(Error::NotFound));
        assert!(import::list(&foreign).await.expect("a list").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_discarded_import_leaves_what_it_wrote_and_nothing_else() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, "标题,内容\n停水,三楼\n,\n漏水,\n".as_bytes()).await.unwrap();
        check(&ctx, id).await;
        run(&ctx, id).await;
        import::discard(&ctx, id).await.expect("discarded");
        assert_eq!(import::detail(&ctx, id).await, Err(Error::NotFound));
        assert_eq!(count(&ctx).await, 1);
        let left = std::fs::read_dir(kept(test)).map_or(0, Iterator::count);
        assert_eq!(left, 0);
    })
    .await;
}

/// Where the lines of imports lie.
fn kept(test: &TestDesk) -> PathBuf {
    test.folder.path().join("files").join(test.tenant.to_string()).join("imports")
}

/// Makes a file look as if it had lain there for years.
fn aged(file: &Path) {
    let file = File::options().write(true).open(file).expect("a file");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("an old file");
}

#[tokio::test]
async fn an_import_under_way_is_not_discarded() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(1).as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        import::run(&ctx, id).await.expect("under way");
        import::discard(&ctx, id).await.expect("nothing to do");
        work(&ctx).await;
        assert_eq!((detail(&ctx, id).await.import.state, count(&ctx).await), (ImportState::Done, 1));
    })
    .await;
}

#[tokio::test]
async fn lines_that_belong_to_no_import_are_swept_away_after_a_day() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(1).as_bytes()).await.expect("an import");
        let lines = kept(test).join(id.to_string());
        let [old, new] = [(); 2].map(|()| kept(test).join(test.desk.new_id().to_string()));
        for left in [&old, &new] {
            std::fs::copy(&lines, left).expect("lines of no import");
        }
        aged(&lines);
        aged(&old);
        job::schedule(&test.desk).await.expect("today's chores");
        work(&ctx).await;
        assert!(lines.exists() && new.exists() && !old.exists());
    })
    .await;
}

#[tokio::test]
async fn an_import_is_forgotten_after_a_month() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, many(1).as_bytes()).await.expect("an import");
        for (days, kept) in [(IMPORT_DAYS - 1, true), (2, false)] {
            test.clock.advance_seconds(days * 24 * 60 * 60);
            job::schedule(&test.desk).await.expect("today's chores");
            work(&ctx).await;
            assert_eq!(import::detail(&ctx, id).await.is_ok(), kept);
        }
    })
    .await;
}
