//! The public API, asked by everybody with a token of their own, by one whose token is narrow, and by a browser that
//! lends its cookie.

use std::{collections::BTreeSet, fmt::Write};

use axum::{
    body::Body,
    http::{Method, header},
};
use desk::access::token;
use model::token::{Grant, TokenForm};
use serde_json::{Value, json};

use crate::{
    people::{Asked, Cast, PRINCIPALS, Principal, Scene},
    support::{Answer, asking, multipart},
};

type Ask = fn(&Scene) -> Asked;

/// Whom an operation is for, as far as it holds for a whole group.
#[derive(Clone, Copy, PartialEq)]
enum Guard {
    /// Whoever has a token for it.
    Token,
    /// Whoever sees the ticket besides.
    Ticket,
}

use Guard::{Ticket, Token};

const OPERATIONS: &[(&str, Guard, Ask)] = &[
    ("GET /me", Token, |_| get("/me")),
    ("GET /tickets", Token, |_| get("/tickets?view=all")),
    ("POST /tickets", Token, |_| {
        send(Method::POST, "/tickets", &json!({ "title": "x", "content": "<p>x</p>" }))
    }),
    ("GET /tickets/{number}", Ticket, |scene| get(&format!("/tickets/{}", scene.open.0))),
    ("PATCH /tickets/{number}", Ticket, |scene| {
        let (number, version) = scene.open;
        send(Method::PATCH, &format!("/tickets/{number}"), &json!({ "title": "y", "version": version }))
    }),
    ("DELETE /tickets/{number}", Ticket, |scene| {
        let mut asked = get(&format!("/tickets/{}", scene.open.0));
        asked.method = Method::DELETE;
        asked.headers.push(("if-match", format!("\"{}\"", scene.open.1)));
        asked
    }),
    ("POST /tickets/{number}/replies", Ticket, |scene| write(scene.open, "replies")),
    ("POST /tickets/{number}/notes", Ticket, |scene| write(scene.open, "notes")),
    ("POST /tickets/{number}/questions", Ticket, |scene| write(scene.closed, "questions")),
    ("POST /tickets/{number}/close", Ticket, |scene| write(scene.open, "close")),
    ("POST /tickets/{number}/assign", Ticket, |scene| {
        let (number, version) = scene.open;
        let body = json!({ "handler_id": null, "version": version });
        send(Method::POST, &format!("/tickets/{number}/assign"), &body)
    }),
    ("POST /tickets/{number}/take", Ticket, |scene| {
        let (number, version) = scene.open;
        send(Method::POST, &format!("/tickets/{number}/take"), &json!({ "version": version }))
    }),
    ("PUT /tickets/{number}/star", Ticket, |scene| star(scene, Method::PUT)),
    ("DELETE /tickets/{number}/star", Ticket, |scene| star(scene, Method::DELETE)),
    ("GET /tickets/{number}/attachments", Ticket, |scene| {
        get(&format!("/tickets/{}/attachments", scene.open.0))
    }),
    ("GET /attachments/{id}", Ticket, |scene| get(&format!("/attachments/{}", scene.file))),
    ("POST /attachments", Token, |_| {
        let mut asked = get("/attachments");
        asked.method = Method::POST;
        asked.headers = multipart::headers();
        asked.body = multipart::body("现场.txt", b"wet");
        asked
    }),
    ("GET /contacts", Token, |_| get("/contacts")),
    ("POST /contacts", Token, |scene| send(Method::POST, "/contacts", &json!({ "name": scene.word }))),
    ("GET /contacts/{id}", Token, |scene| get(&format!("/contacts/{}", scene.contact))),
    ("PATCH /contacts/{id}", Token, |scene| {
        let body = json!({ "remark": "常客", "version": 1 });
        send(Method::PATCH, &format!("/contacts/{}", scene.contact), &body)
    }),
    ("GET /events", Token, |_| get("/events?limit=1")),
    ("GET /types", Token, |_| get("/types")),
    ("GET /tags", Token, |_| get("/tags")),
    ("GET /departments", Token, |_| get("/departments")),
    ("GET /people", Token, |_| get("/people")),
];

/// The tokens of everybody; made once, for nobody may have more than a few.
struct Tokens(Vec<(Principal, Option<String>)>);

impl Tokens {
    async fn make(cast: &Cast<'_>) -> Self {
        let mut tokens = Vec::new();
        for principal in PRINCIPALS {
            tokens.push((*principal, Self::of(cast, *principal).await));
        }
        Self(tokens)
    }

    async fn of(cast: &Cast<'_>, principal: Principal) -> Option<String> {
        let owner = match principal {
            Principal::Nobody | Principal::CrossSite => return None,
            principal => cast.person(principal),
        };
        let grants: &[Grant] = if principal == Principal::Token { &[Grant::ReadTickets] } else { Grant::ALL };
        let form = TokenForm {
            name: "矩阵".into(),
            grants: grants.iter().map(|grant| grant.code().to_owned()).collect(),
            days: "7".into(),
            until: String::new(),
        };
        let secret = token::make(owner, &form).await.expect("a token");
        if principal == Principal::Expired {
            let sql = "update api_token set expires_at = created_at where token_hash = $1";
            cast.house.test.run(sql, (desk::secret::hash(&secret),)).await;
        }
        Some(secret)
    }

    fn get(&self, principal: Principal) -> Option<&str> {
        self.0.iter().find(|(who, _)| *who == principal)?.1.as_deref()
    }
}

/// The table of the API.
pub async fn printed(cast: &Cast<'_>) -> String {
    let tokens = Tokens::make(cast).await;
    let mut rows = format!("{:34}", "");
    for principal in PRINCIPALS {
        write!(rows, " {:<12}", principal.name()).expect("a string takes all");
    }
    rows = rows.trim_end().to_owned() + "\n";
    for (name, guard, ask) in OPERATIONS {
        let mut row = format!("{name:34}");
        for principal in PRINCIPALS {
            let scene = Scene::set(cast).await;
            let answer = call(cast, &tokens, *principal, &ask(&scene)).await;
            agree(name, *guard, *principal, &answer);
            if *guard == Ticket && *principal == Principal::Foreigner {
                let nowhere =
                    Scene { open: (999_999, 1), closed: (999_999, 1), file: scene.contact.clone(), ..scene };
                let missing = call(cast, &tokens, *principal, &ask(&nowhere)).await;
                assert_eq!(problem(&answer), problem(&missing), "{name} tells of tickets");
            }
            write!(row, " {:<12}", answer.status.as_u16()).expect("a string takes all");
        }
        rows += &(row.trim_end().to_owned() + "\n");
    }
    rows
}

async fn call(cast: &Cast<'_>, tokens: &Tokens, principal: Principal, asked: &Asked) -> Answer {
    // A browser of the administrator, lent by another site or by our own: the API knows no cookies.
    let cookie = match principal {
        Principal::CrossSite => Some(cast.house.token(cast.person(principal)).await),
        _ => None,
    };
    let mut http = asking(asked.method.clone(), &asked.path, cookie.as_deref());
    if let Some(token) = tokens.get(principal) {
        http = http.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    for (name, value) in &asked.headers {
        http = http.header(*name, value);
    }
    cast.house.send(http.body(Body::from(asked.body.clone())).expect("a request")).await
}

fn agree(name: &str, guard: Guard, principal: Principal, answer: &Answer) {
    let status = answer.status.as_u16();
    if principal.is_outside() || principal == Principal::CrossSite {
        assert_eq!(status, 401, "{name} answers {principal:?}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"), "{name}");
    } else if guard == Ticket && principal.sees_no_ticket() {
        assert_eq!(status, 404, "{name} lets {principal:?} know of the ticket");
    } else if principal == Principal::Token && !reads_tickets(name) {
        assert_eq!(status, 403, "{name} obeys a token that is not for it");
    }
    assert!(status < 500, "{name} fails for {principal:?}: {}", answer.text());
    if status >= 400 {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
        assert_eq!(problem(answer)["status"], status, "{name}");
    }
}

/// What a token for `tickets:read` may do.
fn reads_tickets(name: &str) -> bool {
    name.starts_with("GET /") && !name.contains("/contacts") && !name.contains("/events")
}

fn problem(answer: &Answer) -> Value {
    let mut problem: Value = serde_json::from_slice(&answer.body).expect("a problem");
    problem["instance"] = Value::Null;
    problem
}

/// Every operation that the document names stands in the table, and no other.
pub async fn assert_complete(cast: &Cast<'_>) {
    let answer = cast.house.visit("/api/v1/openapi.json", None).await;
    let document: Value = serde_json::from_slice(&answer.body).expect("a document");
    let paths = document["paths"].as_object().expect("paths").iter();
    let described: BTreeSet<String> = paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let named: BTreeSet<String> = OPERATIONS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(described, named, "api.rs must name every operation, and no other");
}

fn get(path: &str) -> Asked {
    Asked { method: Method::GET, path: format!("/api/v1{path}"), headers: Vec::new(), body: Vec::new() }
}

fn send(method: Method, path: &str, body: &Value) -> Asked {
    let headers = vec![("content-type", "application/json".to_owned())];
    Asked { method, path: format!("/api/v1{path}"), headers, body: body.to_string().into_bytes() }
}

fn write((number, version): (i64, i64), what: &str) -> Asked {
    let body = json!({ "content": "<p>x</p>", "version": version });
    send(Method::POST, &format!("/tickets/{number}/{what}"), &body)
}

fn star(scene: &Scene, method: Method) -> Asked {
    Asked { method, ..get(&format!("/tickets/{}/star", scene.open.0)) }
}
