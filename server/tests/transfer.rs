//! Lists that become files, and files that become tickets again.

mod support;

use axum::http::StatusCode;
use desk::{Ctx, import, job, ticket};
use model::{
    Error, ImportId,
    event::Event,
    ticket::{Priority, Status, TicketFilter, TicketForm, View},
    transfer::{Flaw, Format, ImportState, List, Subject, Target},
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use sqlx::types::Json;
use support::{House, asking, multipart};
use testkit::{TestDesk, on_each};

/// What of a ticket goes through a file.
type Travels =
    (String, String, Option<String>, Priority, Status, Vec<String>, Option<String>, Option<String>);

async fn travellers(ctx: &Ctx) -> Vec<Travels> {
    let mut all = Vec::new();
    let mut below = None;
    loop {
        let page = ticket::export(ctx, &TicketFilter::of(View::All), below).await.expect("a page");
        let Some(last) = page.last() else { return all };
        below = Some(last.row.number);
        all.extend(page.into_iter().map(|ticket| {
            let row = ticket.row;
            let (title, content) = (row.title, row.content);
            (
                title,
                content,
                row.type_name,
                row.priority,
                row.status,
                ticket.tags,
                row.contact_phone,
                row.handler,
            )
        }));
    }
}

/// Lets the columns be what they seem, and brings all rows in.
async fn bring_in(ctx: &Ctx, id: ImportId) {
    let columns = import::detail(ctx, id).await.expect("an import").columns;
    let codes: Vec<_> =
        columns.iter().map(|column| column.target.map(Target::code).unwrap_or_default().to_owned()).collect();
    import::check(ctx, id, &codes).await.expect("a trial");
    job::run_once(&ctx.desk).await.expect("work");
    import::run(ctx, id).await.expect("a run");
    job::run_once(&ctx.desk).await.expect("work");
    let done = import::detail(ctx, id).await.expect("an import");
    assert_eq!((done.import.state, done.bad), (ImportState::Done, Vec::new()));
}

async fn bring(house: &House<'_>, token: &str, name: &str, bytes: &[u8]) -> String {
    let mut request = asking(axum::http::Method::POST, "/imports", Some(token))
        .header("sec-fetch-site", "same-origin")
        .header("accept", "text/html");
    for (header, value) in multipart::headers() {
        request = request.header(header, value);
    }
    let body = multipart::body(name, bytes);
    let answer = house.send(request.body(axum::body::Body::from(body)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

/// Tickets with all that makes files difficult.
async fn difficult(test: &TestDesk, ctx: &Ctx) {
    let handler = test.agent("李敏").await;
    let kinds = [test.ticket_type("漏水").await, test.ticket_type("=停电").await];
    let tags = [test.tag("加急").await, test.tag("-回访").await];
    let contact = test.contact("王芳", "+86 138-2216-0477").await;
    let cell = "[=+@'\"-]{0,2}[a-z水，,;\"]{1,6}([\t\n ][=<&>'水a-z]{1,6}){0,2}";
    let form = (cell, cell, 0..3_usize, 0..4_usize, 0..4_usize, 0..4_usize, any::<(bool, bool)>());
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
    );
    for _ in 0..40 {
        let (title, content, kind, priority, status, tagged, (known, handled)) =
            form.new_tree(&mut runner).expect("a form").current();
        let form = TicketForm {
            title: title.replace(char::is_whitespace, " "),
            content: model::transfer::rich_of(&content),
            type_id: kinds.get(kind).map(ToString::to_string).unwrap_or_default(),
            priority: Priority::ALL[priority].code().into(),
            status: Status::ALL[status].code().into(),
            tags: tags
                .iter()
                .enumerate()
                .filter(|(nth, _)| tagged >> nth & 1 == 1)
                .map(|(_, id)| id.to_string())
                .collect(),
            contact: if known { contact.to_string() } else { String::new() },
            handler: if handled { handler.actor_id().to_string() } else { String::new() },
            ..TicketForm::default()
        };
        ticket::register(ctx, &form).await.expect("a ticket");
    }
}

#[tokio::test]
async fn what_was_exported_comes_in_again_as_it_was_in_either_format_and_language() {
    on_each(async |test| {
        let house = House::open(test).await;
        let ctx = test.administrator().await;
        let token = house.token(&ctx).await;
        difficult(test, &ctx).await;
        for (file, locale) in [("tickets.csv", "zh-CN"), ("tickets.xlsx", "zh-CN"), ("tickets.csv", "en")] {
            let before = travellers(&ctx).await;
            let asked = asking(axum::http::Method::GET, &format!("/export/{file}?view=all"), None)
                .header("cookie", format!("session={token}; locale={locale}"));
            let answer = house.send(asked.body(axum::body::Body::empty()).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let location = bring(&house, &token, file, &answer.body).await;
            let id = location.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an import");
            bring_in(&ctx, id).await;
            let after = travellers(&ctx).await;
            let came = after.len() - before.len();
            // The newest stands first in the file, and so is the oldest of those that came in.
            let reversed: Vec<_> = after[..came].iter().rev().cloned().collect();
            assert_eq!(reversed, before, "{file} {locale}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_export_holds_what_the_reader_sees_and_is_written_down() {
    on_each(async |test| {
        let house = House::open(test).await;
        let (li, wang) = (
            test.person("李敏").seeing(model::policy::Scope::Own).signed_in().await,
            test.agent("王强").await,
        );
        test.ticket("李的停水").by(&li).await;
        test.ticket("王的漏水").by(&wang).await;
        let token = house.token(&li).await;
        let answer = house.visit("/export/tickets.csv?view=all", Some(&token)).await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let text = answer.text();
        assert!(text.starts_with("\u{feff}编号,标题,") && text.contains("李的停水"), "{text}");
        assert!(!text.contains("王的漏水"), "{text}");
        let answer = house.visit("/export/tickets.csv?view=all&q=%E5%81%9C%E7%94%B5", Some(&token)).await;
        assert_eq!(answer.text().lines().count(), 1);
        let mut tx = test.desk.db.read().await.expect("a reader");
        let payloads: Vec<(String, Json<Event>)> = tx.all(EXPORTS, (test.tenant,)).await.expect("events");
        let exported = |filter: &str, rows| {
            let (what, format, filter) = (List::Tickets, Format::Csv, filter.to_owned());
            ("李敏".to_owned(), Json(Event::Exported { what, format, filter, rows, whole: true }))
        };
        assert_eq!(payloads, [exported("?view=all", 1), exported("?view=all&q=%E5%81%9C%E7%94%B5", 0)]);
    })
    .await;
}

#[tokio::test]
async fn an_export_that_nobody_reads_to_its_end_is_written_down_as_such() {
    on_each(async |test| {
        let house = House::open(test).await;
        let li = test.agent("李敏").await;
        for nth in 0..501 {
            test.ticket(&format!("停水{nth}")).by(&li).await;
        }
        let token = house.token(&li).await;
        let asked = asking(axum::http::Method::GET, "/export/tickets.csv?view=all", Some(&token));
        let asked = support::from_afar(asked.body(axum::body::Body::empty()).expect("a request"));
        let response = tower::ServiceExt::oneshot(house.router.clone(), asked).await.expect("an answer");
        let mut body = response.into_body();
        for _ in 0..2 {
            http_body_util::BodyExt::frame(&mut body).await.expect("a frame").expect("bytes");
        }
        drop(body);
        loop {
            let mut tx = test.desk.db.read().await.expect("a reader");
            let payloads: Vec<(String, Json<Event>)> = tx.all(EXPORTS, (test.tenant,)).await.expect("events");
            if let Some((_, Json(event))) = payloads.first() {
                let cut_off = matches!(event, Event::Exported { rows: 500, whole: false, .. });
                assert!(cut_off, "{event:?}");
                break;
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_export_of_what_does_not_exist_or_is_not_theirs_is_refused() {
    on_each(async |test| {
        let house = House::open(test).await;
        let agent = house.token(&test.agent("李敏").await).await;
        for (path, status) in [
            ("/export/tickets.pdf", 404),
            ("/export/secrets.csv", 404),
            ("/export/tickets.csv?owner=me", 422),
            ("/export/tickets.csv?view=%ff", 422),
            ("/export/contacts.xlsx", 403),
            ("/export/people.csv", 403),
        ] {
            let asked = asking(axum::http::Method::GET, path, Some(&agent));
            let answer = house.send(asked.body(axum::body::Body::empty()).expect("a request")).await;
            assert_eq!(answer.status.as_u16(), status, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leads_back_with_the_reason() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.administrator().await).await;
        let location = bring(&house, &token, "a.csv", "标题,内容\n".as_bytes()).await;
        assert_eq!(location, format!("/settings/transfer?what=tickets&flaw={}", Flaw::NoRows.code()));
        let page = house.visit(&location, Some(&token)).await;
        assert!(page.text().contains("文件只有表头"), "{}", page.text());
        let agent = house.token(&test.agent("李敏").await).await;
        let mut request = asking(axum::http::Method::POST, "/imports", Some(&agent))
            .header("sec-fetch-site", "same-origin");
        for (header, value) in multipart::headers() {
            request = request.header(header, value);
        }
        let refused = house
            .send(
                request
                    .body(axum::body::Body::from(multipart::body("a.csv", b"a,b\n1,2\n")))
                    .expect("a request"),
            )
            .await;
        assert_eq!(refused.error(), Error::Forbidden);
    })
    .await;
}

/// A form posted by a page of ours.
fn posted(token: Option<&str>, body: Vec<u8>) -> axum::http::Request<axum::body::Body> {
    let mut request = asking(axum::http::Method::POST, "/imports", token)
        .header("sec-fetch-site", "same-origin")
        .header("referer", "http://127.0.0.1:8080/settings/transfer?what=contacts")
        .header("accept", "text/html");
    for (header, value) in multipart::headers() {
        request = request.header(header, value);
    }
    request.body(axum::body::Body::from(body)).expect("a request")
}

#[tokio::test]
async fn a_refused_file_leads_back_to_what_was_chosen() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.administrator().await).await;
        let body = multipart::bringing("contacts", "a.csv", "姓名\n".as_bytes());
        let answer = house.send(posted(Some(&token), body)).await;
        let location = answer.header("location").to_owned();
        assert_eq!(location, "/settings/transfer?what=contacts&flaw=no_rows");
        let page = house.visit(&location, Some(&token)).await.text();
        let radio = |value: &str| {
            let value = format!("value=\"{value}\"");
            let mut radios = page.split("<input").filter_map(|input| input.split_once('>'));
            let found = radios.find(|(input, _)| input.contains("\"radio\"") && input.contains(&value));
            found.expect("a choice").0.to_owned()
        };
        assert!(radio("contacts").contains("checked") && !radio("tickets").contains("checked"), "{page}");
        let nothing = multipart::bringing("secrets", "a.csv", b"a,b\n1,2\n");
        let answer = house.send(posted(Some(&token), nothing)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("请返回检查"), "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn a_form_that_outlived_its_session_leads_to_sign_in_and_back_to_its_page() {
    on_each(async |test| {
        let house = House::open(test).await;
        let body = multipart::bringing("contacts", "a.csv", b"a\n1\n");
        let answer = house.send(posted(None, body)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let back = model::next::sign_in_href("/settings/transfer?what=contacts");
        assert_eq!(answer.header("location"), back);
    })
    .await;
}

#[tokio::test]
async fn a_page_says_why_it_is_refused() {
    on_each(async |test| {
        let house = House::open(test).await;
        let agent = house.token(&test.agent("李敏").await).await;
        for (path, sentence) in [
            ("/export/contacts.csv", "您没有此操作的权限。"),
            ("/export/tickets.csv?owner=me", "链接或提交的内容有误，请返回检查。"),
        ] {
            let page = house.visit(path, Some(&agent)).await.text();
            assert!(page.contains(sentence), "{page}");
        }
        let mut foreign = posted(Some(&agent), Vec::new());
        foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().expect("a value"));
        let page = house.send(foreign).await.text();
        assert!(page.contains("该请求来自其他网站"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn refused_rows_come_back_with_what_is_wrong_and_nothing_that_calculates() {
    on_each(async |test| {
        let house = House::open(test).await;
        let ctx = test.administrator().await;
        let token = house.token(&ctx).await;
        let file = "标题,内容,优先级\n停水,三楼,高\n=HYPERLINK(1),,+马上\n";
        let location = bring(&house, &token, "现场.csv", file.as_bytes()).await;
        let id: ImportId = location.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an import");
        let codes = ["title", "content", "priority"].map(str::to_owned);
        import::check(&ctx, id, &codes).await.expect("a trial");
        job::run_once(&test.desk).await.expect("work");
        let errors = house.visit(&format!("/imports/{id}/errors.csv"), Some(&token)).await.text();
        let mut lines = errors.lines();
        assert_eq!(lines.next(), Some("\u{feff}行号,问题,标题,内容,优先级"));
        let line = lines.next().expect("a refused row");
        assert!(line.starts_with("3,") && line.ends_with(",'=HYPERLINK(1),,'+马上"), "{line}");
        assert!(
            line.contains("工单内容：请填写此项") && line.contains('；') && !line.contains("; "),
            "{line}"
        );
        let page = house.visit(&location, Some(&token)).await.text();
        assert!(page.contains("1 行可以导入，1 行有问题"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn every_word_of_ours_is_understood_in_a_file() {
    let understood = |heading: &str, what| desk::import::suggest(&[heading.to_owned()], what);
    for locale in model::Locale::ALL {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            ui::provide_locale(locale);
            let front = [ui::K::ImportRow, ui::K::ImportMessage].map(|key| ui::t(key).to_owned());
            assert_eq!(desk::import::front(&front), 2, "{front:?}");
            for what in [Subject::Tickets, Subject::Contacts] {
                for &target in Target::of(what) {
                    let word = session::words::target(target);
                    assert_eq!(understood(word, what), [Some(target)], "{word}");
                }
            }
            for &priority in Priority::ALL {
                let word = tickets::words::priority(priority);
                assert_eq!(desk::import::priority(word), Some(priority), "{word}");
            }
            for &status in Status::ALL {
                let word = tickets::words::status(status);
                assert_eq!(desk::import::status(word), Some(status), "{word}");
            }
        });
    }
}

const EXPORTS: &str = "
    select actor_name, payload
    from event
    where tenant_id = $1 and kind = 'exported'
    order by seq";
