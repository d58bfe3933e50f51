//! A server over a test desk, asked without a network, and the people who ask it.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(missing_docs, reason = "tests only")]

pub mod multipart;
pub mod socket;

use std::{fs, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use clap::Parser;
use desk::{Ctx, secret};
use http_body_util::BodyExt;
use model::{Error, Time, ticket::TicketForm};
use server::{Config, Shared};
use tempfile::TempDir;
use testkit::TestDesk;
use tower::ServiceExt;

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    config: Config,
}

/// A server over a test desk.
pub struct House<'a> {
    pub test: &'a TestDesk,
    pub shared: Arc<Shared>,
    pub router: Router,
    _site: TempDir,
}

impl<'a> House<'a> {
    pub async fn open(test: &'a TestDesk) -> Self {
        Self::with(test, &[]).await
    }

    /// A server started with these flags.
    pub async fn with(test: &'a TestDesk, flags: &[&str]) -> Self {
        Self::checking_sessions_every(test, flags, Duration::from_millis(40)).await
    }

    /// A server that looks after open sockets so rarely.
    pub async fn checking_sessions_every(test: &'a TestDesk, flags: &[&str], every: Duration) -> Self {
        let site = tempfile::tempdir().expect("a temporary folder");
        build_site(site.path());
        let folder = site.path().to_string_lossy();
        let unlimited: &[&str] = if flags.contains(&"--rate") { &[] } else { &["--rate", "0"] };
        let given = ["server", "--site", &folder];
        let config =
            Flags::try_parse_from(given.iter().chain(unlimited).chain(flags)).expect("valid flags").config;
        let shared = Shared::new(test.desk.clone(), config).await.expect("the server can be made");
        let shared = shared.checking_sessions_every(every).arc();
        let router = server::router(Arc::clone(&shared));
        Self { test, shared, router, _site: site }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(from_afar(request)).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    /// Opens a page in a browser.
    pub async fn visit(&self, path: &str, token: Option<&str>) -> Answer {
        let request = asking(Method::GET, path, token).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Calls a server function as our own pages do.
    pub async fn call(&self, name: &str, body: &str, token: Option<&str>) -> Answer {
        let request = calling(name, body, token).header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// Opens a session for a person of the test desk and gives its token.
    pub async fn token(&self, ctx: &Ctx) -> String {
        self.token_until(ctx, self.test.clock.now().plus_seconds(3600)).await
    }

    pub async fn token_until(&self, ctx: &Ctx, expires_at: Time) -> String {
        open_session(self.test, ctx, self.test.clock.now(), expires_at).await
    }
}

/// Opens a session for a person and gives its token.
pub async fn open_session(test: &TestDesk, ctx: &Ctx, now: Time, expires_at: Time) -> String {
    let token = secret_token();
    let binds = (ctx.tenant, test.desk.new_id(), secret::hash(&token), ctx.actor_id(), now, expires_at);
    test.run(SESSION, binds).await;
    token
}

/// Registers a ticket of no handler.
pub async fn ticket(ctx: &Ctx, title: &str) -> i64 {
    let form =
        TicketForm { title: title.into(), content: "<p>三楼停水</p>".into(), ..TicketForm::default() };
    desk::ticket::register(ctx, &form).await.expect("a registered ticket")
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }

    pub fn error(&self) -> Error {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} is no error: {}", self.status, self.text()))
    }
}

/// A request with a session, if there is one.
pub fn asking(method: Method, path: &str, token: Option<&str>) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
    match token {
        Some(token) => request.header(header::COOKIE, format!("session={token}")),
        None => request,
    }
}

/// A call of a server function, which tells from its body whether it is JSON or a form.
pub fn calling(name: &str, body: &str, token: Option<&str>) -> axum::http::request::Builder {
    let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    asking(Method::POST, &format!("/api/{name}"), token)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, kind)
}

#[expect(clippy::disallowed_methods, reason = "a token must differ from every other")]
fn secret_token() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

pub fn from_afar(mut request: Request<Body>) -> Request<Body> {
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 40_000))));
    request
}

pub fn build_site(folder: &Path) {
    let assets = r#"{"script":"/pkg/boot-1.js","style":"/pkg/main-1.css","wasm":"/pkg/gongdan-1.wasm","version":"1",
        "groups":{"inbox":["/pkg/part-1.wasm","/pkg/inbox-1.wasm"]}}"#;
    fs::create_dir_all(folder.join("pkg")).expect("a folder");
    fs::create_dir_all(folder.join("icons")).expect("a folder");
    let files = [
        ("assets.json", assets),
        ("sw.js", "self;"),
        ("manifest.webmanifest", "{}"),
        ("offline.css", "p{}"),
        ("pkg/boot-1.js", "export {};"),
        ("pkg/gongdan-1.wasm", "\0asm"),
        ("pkg/gongdan-1.wasm.br", "in brotli"),
        ("pkg/gongdan-1.wasm.gz", "in gzip"),
    ];
    for (name, content) in files {
        fs::write(folder.join(name), content).expect("a file");
    }
}

const SESSION: &str = "
    insert into session
        (tenant_id, id, token_hash, person_id, user_agent, address, created_at, last_seen_at, expires_at)
    values ($1, $2, $3, $4, 'Test browser', '192.0.2.7', $5, $5, $6)";
