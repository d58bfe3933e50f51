//! The whole desk in one file, and back.

mod files;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use desk::{Ctx, Desk, attachment, backup, ticket};
use model::{
    AttachmentId,
    ticket::TicketForm,
    transfer::{ImportState, Subject},
};
use object_store::{ObjectStore, ObjectStoreExt, path::Path as Place};
use testkit::{TestDesk, on_each, reply};
use tokio::{
    sync::mpsc::{Sender, channel},
    task::JoinSet,
};

/// Registers tickets with a file and a reply each until told to stop, and tells each number once it is on disk.
async fn write(ctx: Ctx, name: usize, stop: Arc<AtomicBool>, done: Sender<i64>) {
    for nth in 0.. {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let number = registered(&ctx, &format!("记录 {name}-{nth}")).await;
        ticket::reply(&ctx, number, &reply("已处理", 1)).await.expect("a reply");
        let _ = done.try_send(number);
    }
}

async fn registered(ctx: &Ctx, title: &str) -> i64 {
    let file = attachment::store(ctx, "记录.txt", title.as_bytes().to_vec()).await.expect("a file").id;
    let form = TicketForm {
        title: title.to_owned(),
        content: "<p>停水</p>".into(),
        attachments: vec![file.to_string()],
        ..TicketForm::default()
    };
    ticket::register(ctx, &form).await.expect("a number")
}

fn file(test: &TestDesk, name: &str) -> PathBuf {
    test.folder.path().join(name)
}

async fn made(test: &TestDesk, name: &str) -> PathBuf {
    let to = file(test, name);
    backup::make(&test.settings(), &to).await.expect("a backup");
    to
}

async fn count(desk: &Desk, sql: &'static str) -> i64 {
    desk.db.read().await.expect("a reader").one::<(i64,)>(sql, ()).await.expect(sql).0
}

/// The log has no gap, counters are what a recount gives, and every ticket's file is there.
async fn is_sound(ctx: &Ctx) {
    let desk = &ctx.desk;
    let events = count(desk, "select count(*) from event").await;
    assert_eq!(count(desk, "select coalesce(max(seq), 0) from event").await, events);
    let kept = ticket::tally::all(ctx).await.expect("counters");
    ticket::tally::recount(ctx).await.expect("a recount");
    assert_eq!(ticket::tally::all(ctx).await.expect("counters"), kept);
    let mut tx = desk.db.read().await.expect("a reader");
    let files: Vec<(AttachmentId,)> =
        tx.all("select id from attachment where ticket_id is not null", ()).await.expect("files");
    drop(tx);
    assert_eq!(files.len() as i64, count(desk, "select count(*) from ticket").await);
    for (id,) in files {
        attachment::open(ctx, id).await.expect("its bytes are there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_desk_at_work_comes_back_as_it_was_at_one_instant() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let stop = Arc::new(AtomicBool::new(false));
        let (done, mut told) = channel(10_000);
        let mut writers = JoinSet::new();
        for name in 0..6 {
            writers.spawn(write(li.clone(), name, Arc::clone(&stop), done.clone()));
        }
        let mut before = Vec::new();
        while before.len() < 30 {
            before.push(told.recv().await.expect("a number"));
        }
        let from = made(test, "at-work.tar.zst").await;
        stop.store(true, Ordering::SeqCst);
        writers.join_all().await;

        let vacant = test.vacant().await;
        let restored = backup::restore(&vacant.settings, &from, false).await.expect("restored");
        assert_eq!(restored.aside, None);
        let desk = Desk::open(vacant.settings.clone()).await.expect("the desk opens");
        let ctx = Ctx { desk: desk.clone(), ..li.clone() };
        for number in before {
            ticket::detail(&ctx, number).await.expect("what was on disk before is in the backup");
        }
        assert_eq!(
            restored.manifest.rows("ticket") as i64,
            count(&desk, "select count(*) from ticket").await
        );
        is_sound(&ctx).await;
        registered(&ctx, "恢复之后").await;
        is_sound(&ctx).await;
        desk.db.close().await;
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_cut_off_or_changed_is_refused_and_leaves_nothing() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let whole = made(test, "whole.tar.zst").await;
        let bytes = fs::read(&whole).expect("a backup");
        assert!(backup::verify(&whole).is_ok());
        let damaged = file(test, "damaged.tar.zst");
        let vacant = test.vacant().await;
        for end in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&damaged, &bytes[..end]).expect("a cut one");
            assert!(backup::verify(&damaged).is_err(), "cut off after {end} of {} bytes", bytes.len());
        }
        for nth in [bytes.len() / 3, bytes.len() / 2, bytes.len() - 9] {
            let mut bytes = bytes.clone();
            bytes[nth] ^= 0b100;
            fs::write(&damaged, &bytes).expect("a changed one");
            assert!(backup::verify(&damaged).is_err(), "changed at {nth} of {} bytes", bytes.len());
            assert!(backup::restore(&vacant.settings, &damaged, false).await.is_err());
        }
        let plan = desk::db::Plan::make(&vacant.settings.database_url).await.expect("a plan");
        assert_eq!(plan.schema, 0, "nothing was restored");
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_is_replaced_only_when_told_and_kept_aside() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let from = made(test, "first.tar.zst").await;
        let vacant = test.vacant().await;
        backup::restore(&vacant.settings, &from, false).await.expect("restored");
        let refused = backup::restore(&vacant.settings, &from, false).await.expect_err("it is not empty");
        assert!(refused.to_string().contains("--replace"), "{refused:#}");
        let restored = backup::restore(&vacant.settings, &from, true).await.expect("replaced");
        assert!(restored.aside.expect("a place").contains("before"), "what was there is kept");
        let desk = Desk::open(vacant.settings.clone()).await.expect("the desk opens");
        is_sound(&Ctx { desk: desk.clone(), ..li.clone() }).await;
        desk.db.close().await;
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_comes_back_as_it_was() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let large: Vec<u8> = (0..2_000_000_u32).flat_map(|line| format!("{line}\n").into_bytes()).collect();
        let file = attachment::store(&li, "记录.txt", large.clone()).await.expect("a file").id;
        let form = TicketForm {
            title: "停水".into(),
            content: "<p>三楼</p>".into(),
            attachments: vec![file.to_string()],
            ..TicketForm::default()
        };
        ticket::register(&li, &form).await.expect("a number");
        let from = made(test, "large.tar.zst").await;
        let vacant = test.vacant().await;
        backup::restore(&vacant.settings, &from, false).await.expect("restored");
        let desk = Desk::open(vacant.settings.clone()).await.expect("the desk opens");
        let (_, bytes) = attachment::open(&Ctx { desk: desk.clone(), ..li }, file).await.expect("its bytes");
        assert!(bytes == large, "{} bytes of {}", bytes.len(), large.len());
        desk.db.close().await;
        vacant.remove().await;
    })
    .await;
}

/// Where a desk on SQLite has its database.
fn database(folder: &Path) -> PathBuf {
    folder.join("desk.db")
}

fn is_sqlite(test: &TestDesk) -> bool {
    test.database_url.starts_with("sqlite:")
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_a_database_that_is_gone_is_never_played_back_over_a_restored_one() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let from = made(test, "one.tar.zst").await;
        let vacant = test.vacant().await;
        let target = database(vacant.folder.path());
        if is_sqlite(test) {
            for end in ["-wal", "-shm", "-journal"] {
                let left = with_end(&target, end);
                fs::write(&left, "of another database").expect("a file");
                let refused = backup::restore(&vacant.settings, &from, true).await.expect_err("it is left");
                assert!(format!("{refused:#}").contains(&format!("desk.db{end} is left")), "{refused:#}");
                assert!(!target.exists(), "nothing was restored beside it");
                fs::remove_file(left).expect("moved away");
            }
        }
        backup::restore(&vacant.settings, &from, false).await.expect("restored");
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_nobody_can_read_any_more_is_put_aside_with_its_log() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let from = made(test, "one.tar.zst").await;
        let vacant = test.vacant().await;
        let target = database(vacant.folder.path());
        if is_sqlite(test) {
            fs::write(&target, vec![0; 8192]).expect("a database of zeros");
            fs::write(with_end(&target, "-wal"), "its log").expect("a log");
        }
        let restored = backup::restore(&vacant.settings, &from, true).await.expect("replaced");
        if is_sqlite(test) {
            let aside = PathBuf::from(restored.aside.expect("a place"));
            assert_eq!(fs::read(&aside).expect("what was there"), vec![0; 8192]);
            assert_eq!(fs::read(with_end(&aside, "-wal")).expect("its log"), b"its log");
        }
        let desk = Desk::open(vacant.settings.clone()).await.expect("the desk opens");
        is_sound(&Ctx { desk: desk.clone(), ..li.clone() }).await;
        desk.db.close().await;
        vacant.remove().await;
    })
    .await;
}

fn mode(file: &Path) -> u32 {
    fs::metadata(file).expect("a file").permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_backed_up_and_restored_is_for_its_owner_alone() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let from = made(test, "one.tar.zst").await;
        assert_eq!(mode(&from), 0o600);
        let vacant = test.vacant().await;
        backup::restore(&vacant.settings, &from, false).await.expect("restored");
        if is_sqlite(test) {
            assert_eq!(mode(&database(vacant.folder.path())), 0o600);
        }
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_under_way_goes_on_in_what_was_restored() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let rows = "标题,内容\n停水,三楼\n停电,二楼\n";
        let id = files::bring(&ctx, Subject::Tickets, rows.as_bytes()).await.expect("an import");
        files::check(&ctx, id).await;
        let from = made(test, "importing.tar.zst").await;
        let vacant = test.vacant().await;
        backup::restore(&vacant.settings, &from, false).await.expect("restored");
        let desk = Desk::open(vacant.settings.clone()).await.expect("the desk opens");
        let there = Ctx { desk: desk.clone(), ..ctx.clone() };
        files::run(&there, id).await;
        assert_eq!(files::detail(&there, id).await.import.state, ImportState::Done);
        assert_eq!(count(&desk, "select count(*) from ticket").await, 2);
        desk.db.close().await;
        vacant.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_desk_is_not_replaced() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let from = made(test, "open.tar.zst").await;
        let refused = backup::restore(&test.settings(), &from, true).await.expect_err("it is open");
        assert!(format!("{refused:#}").contains("close"), "{refused:#}");
        registered(&li, "停电").await;
        is_sound(&li).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_store_has_lost_is_named_and_the_rest_is_backed_up() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        registered(&li, "停水").await;
        let lost = stored_at(&li.desk).await;
        registered(&li, "停电").await;
        attachment::store(&li, "没人保存.txt", b"1".to_vec()).await.expect("a file");
        for place in [lost.clone(), stored_at_hash(&li, b"1")] {
            li.desk.files.delete(&place).await.expect("lost");
        }
        let to = file(test, "lost.tar.zst");
        let manifest = backup::make(&test.settings(), &to).await.expect("a backup");
        assert_eq!(manifest.missing, [lost.to_string()], "an upload nobody saved is not missed");
        assert_eq!((manifest.files, manifest.rows("ticket")), (1, 2));
        backup::verify(&to).expect("it is whole");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_has_its_name_only_once_it_is_whole_and_takes_no_other_ones() {
    on_each(async |test| {
        let to = made(test, "one.tar.zst").await;
        let bytes = fs::read(&to).expect("a backup");
        assert!(backup::make(&test.settings(), &to).await.is_err(), "it is there already");
        assert_eq!(fs::read(&to).expect("a backup"), bytes);
        let nowhere = test.vacant().await;
        assert!(backup::make(&nowhere.settings, &file(test, "none.tar.zst")).await.is_err(), "no desk");
        let left: Vec<_> = fs::read_dir(test.folder.path()).expect("a folder").flatten().collect();
        let left = left.iter().filter(|entry| {
            Path::new(&entry.file_name()).to_str().is_some_and(|name| name.contains("tar.zst"))
        });
        assert_eq!(left.count(), 1, "neither parts nor copies are left");
        nowhere.remove().await;
    })
    .await;
}

/// Where the only file lies.
async fn stored_at(desk: &Desk) -> Place {
    use futures_util::TryStreamExt;
    let all: Vec<_> = desk.files.list(None).try_collect().await.expect("a list");
    let [only] = all.as_slice() else { panic!("{all:?}") };
    only.location.clone()
}

fn stored_at_hash(ctx: &Ctx, bytes: &[u8]) -> Place {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Place::from_iter([ctx.tenant.to_string().as_str(), &hash[..2], hash.as_str()])
}
