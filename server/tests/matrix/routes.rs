//! The routes beside the server functions: files, the socket, and the pages.

use std::fmt::Write;

use axum::http::{Method, header};
use model::{Route, ticket::View};

use crate::{
    people::{Asked, Cast, PRINCIPALS, Principal, Scene},
    support::multipart,
};

type Ask = fn(&Scene) -> Asked;

const ROUTES: [(&str, Ask); 30] = [
    ("GET /files", |scene| given(&format!("/files/{}", scene.file))),
    ("POST /files", |_| upload()),
    ("GET /live", |_| socket()),
    ("GET /healthz", |_| given("/healthz")),
    ("POST /imports", |_| bring()),
    ("GET /imports errors", |scene| given(&format!("/imports/{}/errors.csv", scene.import))),
    ("GET /imports template", |_| given("/imports/template/tickets.csv")),
    ("GET /export tickets", |_| given("/export/tickets.csv?view=all")),
    ("GET /export contacts", |_| given("/export/contacts.csv")),
    ("GET /export people", |_| given("/export/people.xlsx")),
    ("GET /api/docs", |_| given("/api/docs")),
    ("GET /openapi.json", |_| given("/api/v1/openapi.json")),
    ("page overview", |_| page(&Route::Overview)),
    ("page list", |_| page(&Route::Tickets(View::All))),
    ("page new", |_| page(&Route::NewTicket)),
    ("page ticket", |scene| page(&Route::Ticket(scene.open.0))),
    ("page edit", |scene| page(&Route::EditTicket(scene.open.0))),
    ("page account", |_| page(&Route::Account)),
    ("page sign-in", |_| page(&Route::SignIn)),
    ("page people", |_| page(&Route::People)),
    ("page types", |_| page(&Route::Types)),
    ("page tags", |_| page(&Route::Tags)),
    ("page departments", |_| page(&Route::Departments)),
    ("page import", |scene| given(&format!("/settings/transfer/{}", scene.import))),
    ("page jobs", |_| page(&Route::Jobs)),
    ("page tokens", |_| page(&Route::Tokens)),
    ("page all tokens", |_| page(&Route::AllTokens)),
    ("page webhooks", |_| page(&Route::Webhooks)),
    ("page webhook", |scene| page(&Route::Webhook(scene.webhook.parse().expect("an id")))),
    ("page components", |_| page(&Route::Components)),
];

/// The rows of the table.
pub async fn printed(cast: &Cast<'_>) -> String {
    let mut rows = String::new();
    for (name, ask) in ROUTES {
        let mut row = format!("{name:22}");
        for principal in PRINCIPALS {
            let answer = cast.send(*principal, &ask(&Scene::set(cast).await)).await;
            let status = answer.status.as_u16();
            assert!(status < 500, "{name} fails for {principal:?}: {}", answer.text());
            agree(name, *principal, status);
            write!(row, " {status:<12}").expect("a string takes all");
        }
        rows += &(row.trim_end().to_owned() + "\n");
    }
    rows
}

fn agree(name: &str, principal: Principal, status: u16) {
    let of_administrators = matches!(
        name,
        "POST /imports"
            | "GET /imports errors"
            | "GET /imports template"
            | "GET /export contacts"
            | "GET /export people"
    );
    if of_administrators && principal.is_plain_staff() {
        assert_eq!(status, 403, "{name} obeys {principal:?}");
    }
    let of_ticket = matches!(name, "GET /files" | "page ticket" | "page edit");
    let open = matches!(
        name,
        "page sign-in" | "page components" | "GET /healthz" | "GET /api/docs" | "GET /openapi.json"
    );
    if (principal.is_outside() || principal == Principal::Token) && !open {
        assert!(matches!(status, 303 | 401 | 426), "{name} answers {principal:?}: {status}");
    }
    if of_ticket && principal.sees_no_ticket() {
        assert_eq!(status, 404, "{name} lets {principal:?} know of the ticket");
    }
    if principal == Principal::CrossSite && matches!(name, "POST /files" | "POST /imports" | "GET /live") {
        assert_eq!(status, 403, "{name} answers another site");
    }
}

fn given(path: &str) -> Asked {
    Asked { method: Method::GET, path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
}

fn upload() -> Asked {
    let body = multipart::body("现场.txt", b"wet");
    Asked { method: Method::POST, path: "/files".into(), headers: multipart::headers(), body }
}

fn bring() -> Asked {
    let body = multipart::body("工单.csv", "标题,内容\n停水,三楼\n".as_bytes());
    Asked { path: "/imports".into(), body, ..upload() }
}

fn page(route: &Route) -> Asked {
    let headers = vec![(header::ACCEPT.as_str(), "text/html".to_owned())];
    Asked { headers, ..given(&route.href()) }
}

/// Without a network under it the upgrade of a welcome socket ends in 426; `live.rs` opens real ones.
fn socket() -> Asked {
    let headers = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    Asked { headers: headers.map(|(name, value)| (name, value.to_owned())).to_vec(), ..given("/live") }
}
