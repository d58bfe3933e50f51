//! Files that are broken, or made to break us: each is refused with a reason or becomes harmless text.

mod files;

use desk::{Ctx, import};
use files::{bring, check, detail, flaw, packed, run, workbook};
use model::{
    Problem,
    transfer::{BadRow, Flaw, ImportState, Subject, Target},
};
use testkit::on_each;

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/></Relationships>";

/// A workbook with one sheet that holds this.
fn book(head: &str, data: &str) -> Vec<u8> {
    book_with(head, data, &[])
}

/// The same with further parts.
fn book_with(head: &str, data: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        "{head}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{data}</sheetData></worksheet>"
    );
    let book = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    packed(&[&book, parts].concat())
}

fn cell(at: &str, inside: &str) -> String {
    format!("<c r=\"{at}\" t=\"str\">{inside}</c>")
}

async fn cells(ctx: &Ctx, bytes: &[u8]) -> Vec<Vec<String>> {
    let id = bring(ctx, Subject::Tickets, bytes).await.expect("an import");
    let columns = detail(ctx, id).await.columns;
    columns.into_iter().map(|column| [vec![column.heading], column.cells].concat()).collect()
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_its_reason() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let wide: String = (0..10_000).map(|n| format!("c{n},")).collect();
        let wide = format!("{wide}x\n1,2\n");
        let packed_up = workbook(&[&["标题", "内容"], &["停水", "三楼"]]);
        let mixed = ["标题,内容\n停水,三楼\n".as_bytes(), b"\xff\xff,\x80\n"].concat();
        let cases: [(&[u8], Flaw); 12] = [
            (b"", Flaw::Empty),
            (b"\n\n , \n", Flaw::Empty),
            ("标题,内容\n".as_bytes(), Flaw::NoRows),
            (b"a,b\n1,\0\n", Flaw::NotATable),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Flaw::OldExcel),
            (&packed_up[..packed_up.len() / 2], Flaw::Damaged),
            (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", Flaw::Damaged),
            (wide.as_bytes(), Flaw::TooManyColumns),
            ("标题,内容\n停水,\"三楼\n漏水,二楼\n".as_bytes(), Flaw::Unclosed),
            (&mixed, Flaw::Encoding),
            (b"\xef\xbb\xbfa,b\n\xc4\xe3,1\n", Flaw::Encoding),
            (b"%PDF-1.7\n1 0 obj\x00", Flaw::NotATable),
        ];
        for (bytes, expected) in cases {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
            assert_eq!(flaw(&ctx, bytes).await, Some(expected), "{head}");
        }
        assert!(import::list(&ctx).await.expect("imports").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_quotation_mark_that_swallows_megabytes_is_refused_early() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let bytes = ["标题,内容\n停水,\"".as_bytes(), "三楼\n".repeat(2_000_000).as_bytes()].concat();
        assert_eq!(flaw(&ctx, &bytes).await, Some(Flaw::Unclosed));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_bursts_when_unpacked_is_refused() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let sheet = book("", &"<row/>".repeat(10_000_000));
        assert!(sheet.len() < 1_000_000, "{}", sheet.len());
        assert_eq!(flaw(&ctx, &sheet).await, Some(Flaw::Bomb));
        let shared = packed(&[("xl/sharedStrings.xml", &vec![b' '; 8 << 20])]);
        assert_eq!(flaw(&ctx, &shared).await, Some(Flaw::Bomb));
        let parts: Vec<_> = (0..3000).map(|n| (format!("p{n}"), [])).collect();
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(flaw(&ctx, &packed(&parts)).await, Some(Flaw::Bomb));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_says_it_has_more_texts_than_it_can_hold_is_refused() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        for (said, expected) in [("4", None), ("1152921504606846975", Some(Flaw::Bomb))] {
            let shared = format!(
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"4\" \
                 uniqueCount=\"{said}\"><si><t>标题</t></si><si><t>内容</t></si><si><t>停水</t></si>\
                 <si><t>三楼</t></si></sst>"
            );
            let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
                        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row>";
            let bytes = book_with("", rows, &[("xl/sharedStrings.xml", shared.as_bytes())]);
            assert!(bytes.len() < 4096, "{}", bytes.len());
            assert_eq!(flaw(&ctx, &bytes).await, expected, "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn signs_that_no_database_keeps_are_dropped() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let rows = format!(
            "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
            cell("A1", "<v>标题</v>"),
            cell("B1", "<v>内_x0000_容</v>"),
            cell("A2", "<v>停_x0000_水</v>"),
            cell("B2", "<v>三楼_x0000_</v>"),
        );
        let id = bring(&ctx, Subject::Tickets, &book("", &rows)).await.expect("an import");
        check(&ctx, id).await;
        run(&ctx, id).await;
        let done = detail(&ctx, id).await.import;
        assert_eq!((done.state, done.progress.good), (ImportState::Done, 1));
        let ticket = desk::ticket::detail(&ctx, 1).await.expect("the ticket");
        assert_eq!((ticket.title.as_str(), ticket.content.as_str()), ("停水", "<p>三楼</p>"));
    })
    .await;
}

#[tokio::test]
async fn entities_lead_nowhere() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let secret = test.folder.path().join("secret");
        std::fs::write(&secret, "top secret").expect("a file");
        let head = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file://{}\"><!ENTITY lol \"ha\">]>",
            secret.display()
        );
        let rows = format!(
            "<row r=\"1\">{}</row><row r=\"2\">{}</row>",
            cell("A1", "<v>标题</v>"),
            cell("A2", "<v>x&e;&lol;</v>")
        );
        match bring(&ctx, Subject::Tickets, &book(&head, &rows)).await {
            Ok(id) => {
                let shown = format!("{:?}", detail(&ctx, id).await);
                assert!(!shown.contains("top secret") && !shown.contains("haha"), "{shown}");
            }
            Err(error) => assert_eq!(error, model::Error::at("file", Problem::Unreadable(Flaw::Damaged))),
        }
    })
    .await;
}

#[tokio::test]
async fn a_formula_is_what_it_last_came_to_and_never_more() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let rows = format!(
            "<row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\"><f>1+1</f><v>13822160477</v></c></row>",
            cell("A1", "<v>标题</v>"),
            cell("B1", "<v>内容</v>"),
            cell("A2", "<f>HYPERLINK(\"http://evil.example\")</f><v>=cmd|' /C calc'!A0</v>"),
        );
        assert_eq!(
            cells(&ctx, &book("", &rows)).await,
            [["标题", "=cmd|' /C calc'!A0"], ["内容", "13822160477"]]
        );
        let text = "标题,内容\n'=1+1,'普通\n".as_bytes();
        assert_eq!(cells(&ctx, text).await, [["标题", "=1+1"], ["内容", "'普通"]]);
    })
    .await;
}

#[tokio::test]
async fn text_is_read_in_whatever_it_is_written_and_separated_by() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let expected = [["标题", "停水"], ["内容", "三楼，两天"]];
        let gb = b"\xb1\xea\xcc\xe2;\xc4\xda\xc8\xdd\r\n\xcd\xa3\xcb\xae;\xc8\xfd\xc2\xa5\xa3\xac\xc1\xbd\xcc\xec\r\n";
        let plain = "标题\t内容\n停水\t三楼，两天";
        let wide: Vec<u8> =
            "\u{feff}标题\t内容\r\n停水\t三楼，两天\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = "\u{feff}\"标题\",\"内容\"\r\"停水\",\"三楼，两天\"\r";
        for bytes in [gb.as_slice(), plain.as_bytes(), &wide, marked.as_bytes()] {
            assert_eq!(cells(&ctx, bytes).await, expected, "{}", String::from_utf8_lossy(bytes));
        }
    })
    .await;
}

#[tokio::test]
async fn headings_that_are_there_twice_or_missing_can_still_be_told_apart() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let id = bring(&ctx, Subject::Tickets, "标题,标题,,内容\n一,二,三,四,五\n".as_bytes())
            .await
            .expect("taken");
        let columns = detail(&ctx, id).await.columns;
        let targets: Vec<_> = columns.iter().map(|column| column.target).collect();
        assert_eq!(targets, [Some(Target::Title), None, None, Some(Target::Content), None]);
        assert_eq!(columns[4].cells, ["五"]);
    })
    .await;
}

#[tokio::test]
async fn a_cell_of_a_megabyte_is_a_bad_row_and_no_more() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let file = format!("标题,内容\n停水,{}\n漏水,二楼\n", "水".repeat(350_000));
        let id = bring(&ctx, Subject::Tickets, file.as_bytes()).await.expect("an import");
        check(&ctx, id).await;
        let checked = detail(&ctx, id).await;
        let problem = (Some(Target::Content), Problem::TooLong { max: 100_000 });
        assert_eq!(checked.bad, [BadRow { row: 2, problems: vec![problem] }]);
        assert_eq!(checked.import.progress.good, 1);
    })
    .await;
}
