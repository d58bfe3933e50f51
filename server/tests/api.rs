//! The public API as programs meet it.

mod support;

use axum::{
    body::Body,
    http::{Method, StatusCode, header, request::Builder},
};
use desk::{Ctx, access::token, people};
use model::{
    policy::Scope,
    token::{Grant, TokenForm},
};
use serde_json::{Value, json};
use support::{Answer, House, asking, multipart};
use testkit::on_each;

/// A program with a token of a person's.
struct Program<'a> {
    house: &'a House<'a>,
    token: String,
}

impl<'a> Program<'a> {
    async fn of(house: &'a House<'a>, ctx: &Ctx) -> Self {
        Self::granted(house, ctx, Grant::ALL).await
    }

    async fn granted(house: &'a House<'a>, ctx: &Ctx, grants: &[Grant]) -> Self {
        let form = TokenForm {
            name: "程序".into(),
            grants: grants.iter().map(|grant| grant.code().to_owned()).collect(),
            days: "30".into(),
            until: String::new(),
        };
        Self { house, token: token::make(ctx, &form).await.expect("a token") }
    }

    fn asking(&self, method: Method, path: &str) -> Builder {
        let bearer = format!("Bearer {}", self.token);
        asking(method, &format!("/api/v1{path}"), None).header(header::AUTHORIZATION, bearer)
    }

    async fn get(&self, path: &str) -> Answer {
        self.house.send(self.asking(Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
        let mut request = self.asking(method, path).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.house.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], body).await
    }
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.text()))
}

fn new_ticket(title: &str) -> Value {
    json!({ "title": title, "content": "<p>三楼<script>alert(1)</script>停水</p>" })
}

#[tokio::test]
async fn a_ticket_is_registered_read_edited_answered_and_deleted() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let made = program.post("/tickets", new_ticket("停水")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let ticket = json(&made);
        let path = format!("/tickets/{}", ticket["number"]);
        assert_eq!(made.header("location"), format!("/api/v1{path}"));
        assert_eq!(made.header("etag"), "\"1\"");
        assert_eq!(ticket["content"], "<p>三楼停水</p>");
        assert_eq!(ticket["created_at"], "2026-11-21T01:14:05Z");

        let edited = program
            .send(Method::PATCH, &path, &[("if-match", "\"1\"")], json!({ "priority": "urgent" }))
            .await;
        assert_eq!(edited.status, StatusCode::OK, "{}", edited.text());
        assert_eq!((&json(&edited)["priority"], &json(&edited)["title"]), (&json!("urgent"), &json!("停水")));
        assert_eq!(edited.header("etag"), "\"2\"");

        let taken = program.post(&format!("{path}/take"), json!({ "version": 2 })).await;
        assert_eq!(json(&taken)["handler"]["name"], "管理员");
        let noted =
            program.post(&format!("{path}/notes"), json!({ "content": "<p>等材料</p>", "version": 3 })).await;
        assert_eq!(noted.status, StatusCode::OK, "{}", noted.text());
        let closed =
            program.send(Method::POST, &format!("{path}/close"), &[("if-match", "*")], json!({})).await;
        assert_eq!(json(&closed)["status"], "closed");
        let asked = program
            .send(
                Method::POST,
                &format!("{path}/questions"),
                &[("if-match", "*")],
                json!({ "content": "<p>还没好</p>" }),
            )
            .await;
        assert_eq!(json(&asked)["status"], "asked_again");
        let history = json(&asked)["history"].as_array().cloned().expect("a history");
        assert_eq!(history[0]["type"], "ticket.registered");
        assert!(history.iter().any(|entry| entry["reply"]["content"] == "<p>等材料</p>"));

        let gone = program.send(Method::DELETE, &path, &[("if-match", "*")], json!({})).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
        assert_eq!(program.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_left_out_stays_and_null_empties() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let contact = test.contact("王建国", "12345").await.to_string();
        let tag = test.tag("重要").await.to_string();
        let mut new = new_ticket("停水");
        new["contact_id"] = json!(contact);
        new["tags"] = json!([tag]);
        let number = json(&program.post("/tickets", new).await)["number"].clone();
        let path = format!("/tickets/{number}");
        let kept =
            json(&program.send(Method::PATCH, &path, &[("if-match", "*")], json!({ "title": "停电" })).await);
        assert_eq!((&kept["contact"]["id"], &kept["tags"][0]["id"]), (&json!(contact), &json!(tag)));
        let emptied = json!({ "contact_id": null, "tags": [] });
        let emptied = json(&program.send(Method::PATCH, &path, &[("if-match", "*")], emptied).await);
        assert_eq!(
            (&emptied["contact"], &emptied["tags"], &emptied["title"]),
            (&Value::Null, &json!([]), &json!("停电"))
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_late_is_told_what_changed() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let path =
            format!("/tickets/{}", json(&program.post("/tickets", new_ticket("停水")).await)["number"]);
        program.send(Method::PATCH, &path, &[("if-match", "\"1\"")], json!({ "title": "停电" })).await;
        let late =
            program.send(Method::PATCH, &path, &[("if-match", "\"1\"")], json!({ "title": "漏水" })).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        let told = json(&late);
        assert_eq!(told["type"], "urn:gongdan:problem:conflict");
        assert_eq!((&told["conflict"]["version"], &told["conflict"]["by"]), (&json!(2), &json!("管理员")));
        assert_eq!(told["conflict"]["changes"][0], json!({ "field": "title", "old": "停水", "new": "停电" }));
        let late =
            program.post(&format!("{path}/notes"), json!({ "content": "<p>x</p>", "version": 1 })).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let blind = program.post(&format!("{path}/notes"), json!({ "content": "<p>x</p>" })).await;
        assert_eq!(blind.status, StatusCode::PRECONDITION_REQUIRED);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_may_only_write_tickets_is_told_nothing_of_them() {
    on_each(async |test| {
        let house = House::open(test).await;
        let boss = test.administrator().await;
        let writer = Program::granted(&house, &boss, &[Grant::WriteTickets]).await;
        let made = writer.post("/tickets", new_ticket("停水")).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.text());
        let number = json(&made)["number"].clone();
        assert_eq!(json(&made), json!({ "number": number, "version": 1 }));
        assert_eq!(made.header("location"), format!("/api/v1/tickets/{number}"));
        let path = format!("/tickets/{number}");
        let blank = writer.send(Method::PATCH, &path, &[("if-match", "*")], json!({})).await;
        assert_eq!((blank.status, blank.header("etag")), (StatusCode::NO_CONTENT, "\"1\""));
        assert!(blank.body.is_empty());
        let edit = json!({ "title": "停电" });
        let edited = writer.send(Method::PATCH, &path, &[("if-match", "\"1\"")], edit.clone()).await;
        assert_eq!((edited.status, edited.header("etag")), (StatusCode::NO_CONTENT, "\"2\""));
        for what in ["notes", "replies"] {
            let said = json!({ "content": "<p>机密</p>" });
            let said = writer.send(Method::POST, &format!("{path}/{what}"), &[("if-match", "*")], said).await;
            assert_eq!((said.status, said.body.len()), (StatusCode::NO_CONTENT, 0), "{what}");
        }
        let taken = writer.send(Method::POST, &format!("{path}/take"), &[("if-match", "*")], json!({})).await;
        assert_eq!((taken.status, taken.body.len()), (StatusCode::NO_CONTENT, 0));
        let by_header = writer.send(Method::PATCH, &path, &[("if-match", "\"1\"")], edit).await;
        let by_body =
            writer.post(&format!("{path}/assign"), json!({ "handler_id": null, "version": 1 })).await;
        let gone = writer.send(Method::DELETE, &path, &[("if-match", "\"1\"")], json!({})).await;
        for (late, status) in [(by_header, 412), (by_body, 409), (gone, 412)] {
            assert_eq!(late.status.as_u16(), status, "{}", late.text());
            let conflict = &json(&late)["conflict"];
            assert_eq!((&conflict["by"], &conflict["changes"]), (&Value::Null, &json!([])));
            assert!(conflict["version"].as_i64() > Some(1));
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_that_may_only_write_contacts_is_told_nothing_of_them() {
    on_each(async |test| {
        let house = House::open(test).await;
        let writer = Program::granted(&house, &test.administrator().await, &[Grant::WriteContacts]).await;
        let made = writer.post("/contacts", json!({ "name": "王建国", "phone": "138 2216 0477" })).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.text());
        let id = json(&made)["id"].as_str().expect("an id").to_owned();
        assert_eq!(json(&made), json!({ "id": id, "version": 1 }));
        let path = format!("/contacts/{id}");
        assert_eq!(made.header("location"), format!("/api/v1{path}"));
        let edited =
            writer.send(Method::PATCH, &path, &[("if-match", "*")], json!({ "remark": "常客" })).await;
        assert_eq!((edited.status, edited.header("etag")), (StatusCode::NO_CONTENT, "\"2\""));
        assert!(edited.body.is_empty());
        let late =
            writer.send(Method::PATCH, &path, &[("if-match", "\"1\"")], json!({ "remark": "x" })).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(json(&late)["conflict"]["version"], 2);
    })
    .await;
}

#[tokio::test]
async fn a_ticket_names_its_contact_and_tells_more_only_to_who_may_read_contacts() {
    on_each(async |test| {
        let house = House::open(test).await;
        let boss = test.administrator().await;
        let contact = test.contact("王建国", "13822160477").await.to_string();
        let program = Program::of(&house, &boss).await;
        let mut new = new_ticket("停水");
        new["contact_id"] = json!(contact);
        let path = format!("/tickets/{}", json(&program.post("/tickets", new).await)["number"]);
        assert_eq!(json(&program.get(&path).await)["contact"]["phone"], "13822160477");
        let reader = Program::granted(&house, &boss, &[Grant::ReadTickets, Grant::WriteTickets]).await;
        let named = json!({ "id": contact, "name": "王建国" });
        assert_eq!(json(&reader.get(&path).await)["contact"], named);
        let edited = json!({ "title": "停电" });
        let edited = reader.send(Method::PATCH, &path, &[("if-match", "*")], edited).await;
        assert_eq!(json(&edited)["contact"], named);
        assert_eq!(reader.get(&format!("/contacts/{contact}")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_same_request_under_one_key_is_done_once() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let key = [("idempotency-key", "a-1")];
        let first = program.send(Method::POST, "/tickets", &key, new_ticket("停水")).await;
        let again = program.send(Method::POST, "/tickets", &key, new_ticket("停水")).await;
        assert_eq!((again.status, json(&again)), (StatusCode::CREATED, json(&first)));
        let other = program.send(Method::POST, "/tickets", &key, new_ticket("停电")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(json(&other)["errors"][0]["code"], "key_reused");
        assert_eq!(json(&program.get("/tickets").await)["total"], 1);

        let path = format!("/tickets/{}/replies", json(&first)["number"]);
        let headers = [("idempotency-key", "a-2"), ("if-match", "*")];
        for _ in 0..2 {
            let said = program.send(Method::POST, &path, &headers, json!({ "content": "<p>好</p>" })).await;
            assert_eq!(said.status, StatusCode::OK, "{}", said.text());
            let history = json(&said)["history"].as_array().cloned().expect("a history");
            assert_eq!(history.iter().filter(|entry| entry["type"] == "ticket.replied").count(), 1);
        }
        let other = program.send(Method::POST, &path, &headers, json!({ "content": "<p>不好</p>" })).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_repeated_after_the_ticket_went_out_of_sight_is_answered_as_done() {
    on_each(async |test| {
        let house = House::open(test).await;
        let li = test.person("李敏").seeing(Scope::Own).signed_in().await;
        let boss = test.administrator().await;
        let number = support::ticket(&boss, "停水").await;
        desk::ticket::assign(&boss, number, Some(li.actor_id()), 1).await.expect("handed over");
        let program = Program::of(&house, &li).await;
        let path = format!("/tickets/{number}/notes");
        let headers = [("idempotency-key", "a-3"), ("if-match", "*")];
        let said = json!({ "content": "<p>好</p>" });
        let first = program.send(Method::POST, &path, &headers, said.clone()).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text());
        let version = json(&first)["version"].as_i64().expect("a version");
        desk::ticket::assign(&boss, number, Some(boss.actor_id()), version).await.expect("taken back");
        let again = program.send(Method::POST, &path, &headers, said.clone()).await;
        assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.text());
        let other = [("idempotency-key", "a-4"), ("if-match", "*")];
        let other = program.send(Method::POST, &path, &other, said).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{}", other.text());
    })
    .await;
}

#[tokio::test]
async fn lists_are_walked_by_their_links() {
    on_each(async |test| {
        let house = House::open(test).await;
        let boss = test.administrator().await;
        let program = Program::of(&house, &boss).await;
        for nth in 0..45 {
            support::ticket(&boss, &format!("第{nth}张")).await;
        }
        let (mut path, mut seen) = (Some("/tickets?size=20&q=张".to_owned()), Vec::new());
        while let Some(next) = path {
            let answer = program.get(&next.replace('张', "%E5%BC%A0")).await;
            let page = json(&answer);
            assert_eq!(answer.header("link").contains("rel=\"next\""), page["next"].is_string());
            seen.extend(page["items"].as_array().expect("items").iter().map(|it| it["number"].clone()));
            path = page["next"].as_str().map(|href| href.replace("/api/v1", ""));
        }
        assert_eq!(seen, (1..=45).rev().map(|number| json!(number)).collect::<Vec<_>>());
        for query in ["?size=7", "?view=secret", "?owner=me", "?before=x", "?status=lost"] {
            let answer = program.get(&format!("/tickets{query}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn files_are_uploaded_named_listed_and_given_out() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let mut request = program.asking(Method::POST, "/attachments");
        for (name, value) in multipart::headers() {
            request = request.header(name, value);
        }
        let body = Body::from(multipart::body("现场.txt", b"wet"));
        let stored = house.send(request.body(body).expect("a request")).await;
        assert_eq!(stored.status, StatusCode::CREATED, "{}", stored.text());
        let file = json(&stored);
        let mut new = new_ticket("停水");
        new["attachments"] = json!([file["id"]]);
        let made = program.post("/tickets", new).await;
        let list = json(&program.get(&format!("/tickets/{}/attachments", json(&made)["number"])).await);
        assert_eq!(list["items"], json!([file]));
        let href = file["href"].as_str().expect("an address").replace("/api/v1", "");
        let given = program.get(&href).await;
        assert_eq!(
            (given.body.as_slice(), given.header("content-type")),
            (&b"wet"[..], "application/octet-stream")
        );
        assert_eq!(
            given.header("content-disposition"),
            "attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.txt"
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_with_too_much_before_its_file_is_too_large() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let mut request = program.asking(Method::POST, "/attachments");
        for (name, value) in multipart::headers() {
            request = request.header(name, value);
        }
        let other = String::from_utf8(multipart::body("x", &vec![b'x'; 60 << 20])).expect("a form");
        let body = Body::from(other.replacen("name=\"file\"", "name=\"note\"", 1));
        let answer = house.send(request.body(body).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn events_lead_from_number_to_number() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let number = json(&program.post("/tickets", new_ticket("停水")).await)["number"].clone();
        let page = json(&program.get("/events").await);
        assert_eq!(page["items"][0]["type"], "ticket.registered");
        assert_eq!(page["items"][0]["ticket"]["number"], number);
        let next = page["next"].clone();
        assert_eq!(json(&program.get(&format!("/events?after={next}")).await)["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_waiting_program_hears_at_once_unless_its_owner_is_switched_off() {
    on_each(async |test| {
        let house = House::open(test).await;
        let (li, boss) = (test.agent("李敏").await, test.administrator().await);
        let program = Program::of(&house, &li).await;
        let number = support::ticket(&boss, "停水").await;
        let next = json(&program.get("/events").await)["next"].clone();
        let path = format!("/events?after={next}&wait=25");
        let note = testkit::reply("等材料", 1);
        let (heard, ()) = tokio::join!(program.get(&path), async {
            tokio::task::yield_now().await;
            desk::ticket::note(&boss, number, &note).await.expect("a note");
        });
        assert_eq!(json(&heard)["items"][0]["type"], "ticket.noted", "{}", heard.text());
        let path = format!("/events?after={}&wait=25", json(&heard)["next"]);
        let (heard, ()) = tokio::join!(program.get(&path), async {
            tokio::task::yield_now().await;
            people::disable(&boss, li.actor_id()).await.expect("switched off");
        });
        assert_eq!(heard.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn what_a_waiting_program_may_not_hear_of_does_not_end_its_wait() {
    on_each(async |test| {
        let house = House::open(test).await;
        let li = test.person("李敏").seeing(Scope::Own).signed_in().await;
        let boss = test.administrator().await;
        let mine = support::ticket(&li, "停水").await;
        let program = Program::of(&house, &li).await;
        let next = json(&program.get("/events").await)["next"].clone();
        let path = format!("/events?after={next}&wait=25");
        let note = testkit::reply("等材料", 1);
        let (heard, ()) = tokio::join!(program.get(&path), async {
            for title in ["别人的", "也是别人的"] {
                support::ticket(&boss, title).await;
            }
            desk::ticket::note(&boss, mine, &note).await.expect("a note");
        });
        assert_eq!(json(&heard)["items"][0]["type"], "ticket.noted", "{}", heard.text());
    })
    .await;
}

#[tokio::test]
async fn contacts_are_added_found_and_edited() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.agent("李敏").await).await;
        let made = program.post("/contacts", json!({ "name": "王建国", "phone": "138 2216 0477" })).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.text());
        let path = format!("/contacts/{}", json(&made)["id"].as_str().expect("an id"));
        let edited = json!({ "phone": null, "company": "锦绣物业" });
        let edited = program.send(Method::PATCH, &path, &[("if-match", "\"1\"")], edited).await;
        assert_eq!(json(&edited)["company"], "锦绣物业");
        assert_eq!(json(&edited)["phone"], Value::Null);
        let late =
            program.send(Method::PATCH, &path, &[("if-match", "\"1\"")], json!({ "remark": "x" })).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        let found = json(&program.get("/contacts?q=%E5%BB%BA%E5%9B%BD").await);
        assert_eq!(found["items"][0]["version"], 2);
    })
    .await;
}

#[tokio::test]
async fn problems_are_told_in_the_readers_language_with_the_number_of_the_request() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let wrong = json!({ "title": " ", "content": "<p></p>", "handler_id": uuid::Uuid::nil() });
        let told =
            program.send(Method::POST, "/tickets", &[("accept-language", "en-GB")], wrong.clone()).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.header("content-language"), "en");
        let problem = json(&told);
        assert_eq!(problem["title"], "Some of it is not valid");
        assert_eq!(
            problem["errors"][0],
            json!({ "field": "title", "code": "required", "detail": "is required" })
        );
        let id = told.header("x-request-id");
        assert_eq!(
            problem["instance"].as_str().expect("a number").replace(['-', ':'], ""),
            format!("urnuuid{id}")
        );
        let told = program.post("/tickets", wrong).await;
        assert_eq!(json(&told)["errors"][0]["detail"], "不能为空");
    })
    .await;
}

#[tokio::test]
async fn problems_name_fields_as_the_request_does() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let nobody = uuid::Uuid::nil();
        let fields = ["type_id", "contact_id", "department_id", "initiator_id", "handler_id"];
        for field in fields {
            let mut wrong = new_ticket("停水");
            wrong[field] = json!(nobody);
            let told = program.post("/tickets", wrong).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert_eq!(json(&told)["errors"][0]["field"], field);
        }
        let path =
            format!("/tickets/{}", json(&program.post("/tickets", new_ticket("停水")).await)["number"]);
        let wish = json!({ "handler_id": nobody, "version": 1 });
        let told = program.post(&format!("{path}/assign"), wish).await;
        assert_eq!(json(&told)["errors"][0]["field"], "handler_id", "{}", told.text());
        let told = program.get("/tickets?handler=nobody").await;
        assert_eq!(json(&told)["errors"][0]["field"], "handler");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_or_is_nowhere_is_told_as_a_problem_too() {
    on_each(async |test| {
        let house = House::open(test).await;
        let program = Program::of(&house, &test.administrator().await).await;
        let broken = program.asking(Method::POST, "/tickets").header("content-type", "application/json");
        let broken = house.send(broken.body(Body::from("{\"title\":")).expect("a request")).await;
        let plain = program.asking(Method::POST, "/tickets").header("content-type", "text/plain");
        let plain = house.send(plain.body(Body::from("x")).expect("a request")).await;
        let long = "x".repeat(17_000);
        let large = json!({ "title": "x", "content": "x".repeat(3 << 20) });
        let answers = [
            (broken, 400),
            (plain, 415),
            (program.post("/tickets", large).await, 413),
            (program.post("/tickets", json!({ "title": "x", "content": "x", "colour": "red" })).await, 422),
            (program.get("/nowhere").await, 404),
            (program.get("/tickets/x").await, 404),
            (program.get("/tickets/99999999999999999999").await, 404),
            (program.get("/contacts/x").await, 404),
            (program.post("/me", json!({})).await, 405),
            (house.visit("/api/v1", None).await, 404),
            (program.get(&format!("/tickets?q={}", "x".repeat(9000))).await, 414),
            (program.send(Method::PATCH, "/tickets/1", &[("x-long", long.as_str())], json!({})).await, 431),
        ];
        for (answer, status) in answers {
            assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
            assert_eq!(answer.header("content-type"), "application/problem+json", "{status}");
            assert_eq!(answer.header("cache-control"), "no-store", "{status}");
            assert_eq!(json(&answer)["status"], status);
        }
        assert_eq!(program.post("/me", json!({})).await.header("allow"), "GET,HEAD");
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_in_the_words_of_the_api() {
    on_each(async |test| {
        let house = House::with(test, &["--rate", "1"]).await;
        let mut last = None;
        for _ in 0..8 {
            last = Some(house.visit("/api/v1/openapi.json", None).await);
        }
        let last = last.expect("an answer");
        assert_eq!((last.status, last.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
        assert_eq!(json(&last)["type"], "urn:gongdan:problem:too-many-requests");
    })
    .await;
}
