//! 附件.

use desk::{attachment, ticket};
use futures_util::TryStreamExt;
use model::{
    Error, Problem,
    attachment::{FILE_MAX_BYTES, FILE_NAME_MAX},
    policy::Scope,
};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use testkit::{TestDesk, on_each};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";
const DAY_SECONDS: i64 = 24 * 60 * 60;

#[tokio::test]
async fn a_file_comes_back_as_it_went_in() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let file = attachment::store(&li, "C:\\fakepath\\现场.PNG", PNG.to_vec()).await.expect("stored");
        assert_eq!((file.name.as_str(), file.media_type.as_str()), ("现场.PNG", "image/png"));
        assert_eq!((file.size, file.is_picture()), (PNG.len() as i64, true));
        let opened = attachment::open(&li, file.id).await.expect("opened");
        assert_eq!(opened, (file, PNG.to_vec()));
    })
    .await;
}

#[tokio::test]
async fn broken_huge_and_disguised_files_are_refused_at_the_field() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let huge = vec![b'a'; usize::try_from(FILE_MAX_BYTES).expect("a size") + 1];
        for (name, bytes, problem) in [
            ("a.txt", Vec::new(), Problem::FileEmpty),
            ("a.txt", huge, Problem::FileTooLarge { max_bytes: FILE_MAX_BYTES }),
            ("a.exe", b"MZ\x90\0".to_vec(), Problem::FileRefused),
            ("a.png", b"MZ\x90\0".to_vec(), Problem::FileRefused),
            ("a.pdf", PNG.to_vec(), Problem::FileRefused),
            ("a.html", b"<html></html>".to_vec(), Problem::FileRefused),
            ("a", b"text".to_vec(), Problem::FileRefused),
            ("../..", b"text".to_vec(), Problem::FileRefused),
        ] {
            let refused = attachment::store(&li, name, bytes).await.err();
            assert_eq!(refused, Some(Error::at("file", problem)), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_drawing_with_a_script_is_never_shown_in_place() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        let file = attachment::store(&li, "图.svg", svg).await.expect("stored");
        assert_eq!((file.media_type.as_str(), file.is_picture()), ("application/octet-stream", false));
    })
    .await;
}

#[tokio::test]
async fn a_long_name_keeps_its_extension() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let name = format!("{}.txt", "水".repeat(500));
        let file = attachment::store(&li, &name, b"1".to_vec()).await.expect("stored");
        assert_eq!(file.name.chars().count(), FILE_NAME_MAX);
        assert!(file.name.ends_with(".txt"));
    })
    .await;
}

#[tokio::test]
async fn an_upload_is_its_uploaders_until_a_ticket_has_it() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let theirs = desk.other_tenant().await;
        let file = attachment::store(&li, "a.txt", b"1".to_vec()).await.expect("stored").id;
        assert_eq!(attachment::open(&wang, file).await.err(), Some(Error::NotFound));
        let number = desk.ticket("停水").with_file(file).by(&li).await;
        attachment::open(&wang, file).await.expect("whoever sees the ticket sees its files");
        for ctx in [&narrow, &theirs] {
            assert_eq!(attachment::open(ctx, file).await.err(), Some(Error::NotFound));
        }
        ticket::assign(&li, number, Some(narrow.actor_id()), 1).await.expect("assigned");
        attachment::open(&narrow, file).await.expect("now it is on their desk");
    })
    .await;
}

#[tokio::test]
async fn uploads_that_nobody_saved_are_swept_away_after_a_day() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let forgotten = attachment::store(&li, "a.txt", b"same".to_vec()).await.expect("stored").id;
        let saved = attachment::store(&li, "b.txt", b"same".to_vec()).await.expect("stored").id;
        let alone = attachment::store(&li, "c.txt", b"other".to_vec()).await.expect("stored").id;
        desk.ticket("停水").with_file(saved).by(&li).await;
        desk.clock.advance_seconds(DAY_SECONDS - 1);
        let fresh = attachment::store(&li, "d.txt", b"fresh".to_vec()).await.expect("stored").id;
        assert_eq!(attachment::sweep(&desk.desk, desk.tenant).await, Ok(0));
        desk.clock.advance_seconds(2);
        assert_eq!(attachment::sweep(&desk.desk, desk.tenant).await, Ok(2));
        for file in [forgotten, alone] {
            assert_eq!(attachment::open(&li, file).await.err(), Some(Error::NotFound));
        }
        for file in [saved, fresh] {
            attachment::open(&li, file).await.expect("kept");
        }
        let form = desk.ticket("停电").with_file(forgotten).form;
        let refused = Error::at("attachments", Problem::NotOffered);
        assert_eq!(ticket::register(&li, &form).await, Err(refused));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_never_takes_the_bytes_of_a_file_that_is_just_uploaded() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        for _ in 0..30 {
            attachment::store(&li, "a.txt", b"same".to_vec()).await.expect("stored");
            desk.clock.advance_seconds(DAY_SECONDS + 1);
            let (sweeper, tenant) = (desk.desk.clone(), desk.tenant);
            let sweep = tokio::spawn(async move { attachment::sweep(&sweeper, tenant).await });
            let fresh = attachment::store(&li, "b.txt", b"same".to_vec()).await.expect("stored");
            assert_eq!(sweep.await.expect("a sweep"), Ok(1));
            let (_, bytes) = attachment::open(&li, fresh.id).await.expect("its bytes are there");
            assert_eq!(bytes, b"same");
            desk.clock.advance_seconds(DAY_SECONDS + 1);
            assert_eq!(attachment::sweep(&desk.desk, desk.tenant).await, Ok(1));
        }
    })
    .await;
}

async fn stored(desk: &TestDesk) -> Vec<Path> {
    let files: Vec<_> = desk.desk.files.list(None).try_collect().await.expect("files");
    files.into_iter().map(|file| file.location).collect()
}

#[tokio::test]
async fn what_a_sweep_that_was_cut_off_left_aside_is_put_back_or_removed() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let needed = attachment::store(&li, "a.txt", b"needed".to_vec()).await.expect("stored").id;
        let swept = attachment::store(&li, "b.txt", b"swept".to_vec()).await.expect("stored").id;
        desk.run("delete from attachment where id = $1", (swept,)).await;
        for file in stored(desk).await {
            let hash = file.filename().expect("its hash");
            let aside = Path::from_iter([desk.tenant.to_string(), "going".into(), format!("{hash}-1")]);
            desk.desk.files.rename(&file, &aside).await.expect("as the sweep does before it decides");
        }
        assert!(attachment::open(&li, needed).await.is_err());
        assert_eq!(attachment::sweep(&desk.desk, desk.tenant).await, Ok(0));
        assert_eq!(attachment::open(&li, needed).await.expect("it is back").1, b"needed");
        assert_eq!(stored(desk).await.len(), 1, "the other is gone for good");
    })
    .await;
}

#[tokio::test]
async fn nobody_fills_the_disk_with_files_that_they_never_save() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        for _ in 0..200 {
            attachment::store(&li, "a.txt", b"1".to_vec()).await.expect("stored");
        }
        let refused = attachment::store(&li, "a.txt", b"1".to_vec()).await.err();
        assert_eq!(refused, Some(Error::at("file", Problem::TooMany { max: 200 })));
        attachment::store(&wang, "a.txt", b"1".to_vec()).await.expect("a colleague has room");
    })
    .await;
}
