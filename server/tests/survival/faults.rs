//! A disk that is full, a database that goes away, clients that hardly read.

use std::{path::Path, process::Stdio, sync::atomic::Ordering, time::Duration};

use desk::{Clock, Desk, Settings};
use futures_util::future::join_all;
use model::ticket::{TicketFilter, View};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use testkit::{Engine, engines};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpSocket,
    process::Command,
    time::{sleep, timeout},
};

use crate::{
    Stage, books,
    client::Client,
    process::Server,
    support::multipart,
    writer::{Ledger, accepted},
};

/// Longer than anything here takes, even beside other tests.
const PATIENCE: Duration = Duration::from_secs(60);
/// The disk of the full-disk test, and what is freed on it later.
const DISK: &str = "24m";
const BALLAST: &str = "8M";
const SLOW_CLIENTS: usize = 24;
const LARGE: usize = 4 * 1024 * 1024;
const REFUSALS: usize = 200;
const OUTAGES: usize = 5;

/// Waits until so many requests more were refused.
async fn refused(ledger: &Ledger, times: usize) {
    let target = ledger.refused.load(Ordering::Relaxed) + times;
    until(|| ledger.refused.load(Ordering::Relaxed) >= target).await;
}

/// Waits until so much more was kept.
async fn kept(ledger: &Ledger, times: usize) {
    let target = ledger.count() + times;
    until(|| ledger.count() >= target).await;
}

async fn until(reached: impl Fn() -> bool) {
    let wait = async {
        while !reached() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, wait).await.expect("it goes on");
}

async fn list(server: &Server, token: &str) {
    let mut client = Client::connect(&server.address, token).await.expect("a connection");
    let filter = json!({ "filter": TicketFilter::of(View::All) }).to_string();
    let kind = || "application/json".to_owned();
    let headers = [("content-type", kind()), ("accept", kind())];
    let answer = client.ask("POST", "/api/list_tickets", &headers, filter.as_bytes()).await;
    let (status, body) = answer.expect("an answer");
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_and_nothing_else() {
    if let Err(reason) = mount().await {
        return skip(&reason);
    }
    let stage = Stage::set(&Engine::Sqlite).await;
    let disk = tempfile::tempdir().expect("a folder");
    let server = Server::new();
    let (mut child, _) = server.start(on_a_small_disk(&server, &stage, disk.path())).await;
    let inside = format!("/proc/{}/root{}", child.id().expect("it runs"), disk.path().display());
    let ledger = Ledger::default();
    let mut writers = stage.writers(&ledger);
    let write = join_all(writers.iter_mut().map(|writer| writer.write(&server.address)));
    let story = async {
        refused(&ledger, REFUSALS).await;
        list(&server, &stage.token).await;
        std::fs::remove_file(format!("{inside}/ballast")).expect("room is made");
        kept(&ledger, 100).await;
    };
    tokio::select! {
        errors = write => panic!("the server went away: {errors:?}"),
        () = story => {}
    }
    end(&stage).await;
    child.wait().await.expect("the data is copied");
    let data = stage.desk.folder.path().join("after");
    stage
        .look_into(opened(&data).await, async |ctx| {
            books::are_in_order(ctx, &ledger.take()).await;
        })
        .await;
}

/// Ends the server that the script started.
async fn end(stage: &Stage) {
    let pid = std::fs::read_to_string(stage.desk.folder.path().join("pid")).expect("its number");
    let status = Command::new("kill").args(["-KILL", pid.trim()]).status().await;
    assert!(status.expect("kill runs").success());
}

/// Tries whether a small disk can be mounted where nobody else sees it, or says why not.
async fn mount() -> Result<(), String> {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]);
    let output = command.stdin(Stdio::null()).output().await.map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said.trim().to_owned()) }
}

/// Leaves the test out. Where nobody looks at what it prints, that must have been agreed to.
fn skip(reason: &str) {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    println!("no small disk can be mounted here, so the test is skipped: {reason}");
    assert!(
        !is("CI", "true") || is("GONGDAN_TEST_NO_UNSHARE", "1"),
        "no small disk can be mounted: {reason}; set GONGDAN_TEST_NO_UNSHARE=1 to go without this test"
    );
}

/// The server on a disk of its own with the stage's data and a file that can be removed. The disk is gone with the
/// last process that sees it, so that what it holds in the end is copied to `after`.
fn on_a_small_disk(server: &Server, stage: &Stage, disk: &Path) -> Command {
    let script = format!(
        "mount -t tmpfs -o size={DISK} none \"$1\" && cp -r \"$2\"/. \"$1\" \
         && head -c {BALLAST} /dev/zero > \"$1/ballast\" \
         && {{ \"$3\" & echo $! > \"$2/pid\"; wait $!; cp -r \"$1\" \"$2/after\"; }}"
    );
    let mut command = Command::new("unshare");
    server.settings(&mut command, &stage.desk);
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, "sh"]);
    command.arg(disk).arg(stage.desk.folder.path()).arg(env!("CARGO_BIN_EXE_server"));
    command.env("GONGDAN_DATA", disk).env("DATABASE_URL", format!("sqlite://{}/desk.db", disk.display()));
    command
}

async fn opened(folder: &Path) -> Desk {
    let settings = Settings {
        database_url: format!("sqlite://{}/desk.db", folder.display()),
        data_dir: folder.into(),
        clock: Clock::real(),
    };
    Desk::open(settings).await.expect("the desk opens")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_under_load_is_found_again_with_all_that_was_acknowledged() {
    for engine in engines() {
        let Engine::Postgres(database) = &engine else { continue };
        let stage = Stage::set(&engine).await;
        let server = Server::new();
        let (mut child, _) = server.start(server.command(&stage.desk)).await;
        let ledger = Ledger::default();
        let mut writers = stage.writers(&ledger);
        let write = join_all(writers.iter_mut().map(|writer| writer.write(&server.address)));
        let name = name_of(&stage.desk.database_url);
        let story = async {
            for _ in 0..OUTAGES {
                kept(&ledger, 50).await;
                go_away(database, name).await;
                refused(&ledger, REFUSALS).await;
                tell(database, format!("alter database {name} with allow_connections true")).await;
            }
            kept(&ledger, 50).await;
            list(&server, &stage.token).await;
        };
        tokio::select! {
            errors = write => panic!("the server went away: {errors:?}"),
            () = story => {}
        }
        child.kill().await.expect("killed");
        stage
            .look(async |ctx| {
                books::are_in_order(ctx, &ledger.take()).await;
            })
            .await;
        stage.desk.remove().await;
    }
}

/// What a restart does, to this one database: every connection is ended and none is taken.
async fn go_away(database: &str, name: &str) {
    tell(database, format!("alter database {name} with allow_connections false")).await;
    let end = "select pg_terminate_backend(pid) from pg_stat_activity where datname =";
    tell(database, format!("{end} '{name}'")).await;
}

fn name_of(url: &str) -> &str {
    let path = url.split_once('?').map_or(url, |(path, _)| path);
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

async fn tell(database: &str, sql: String) {
    let mut conn = PgConnection::connect(database).await.expect("the test server");
    conn.execute(AssertSqlSafe(sql)).await.expect("the server does it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_read_byte_by_byte_hold_nobody_else_up() {
    for engine in engines() {
        let stage = Stage::set(&engine).await;
        let server = Server::new();
        let (mut child, _) = server.start(server.command(&stage.desk)).await;
        let file = upload(&server, &stage.token).await;
        let request =
            format!("GET {file} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: session={}\r\n\r\n", stage.token);
        let slow = join_all((0..SLOW_CLIENTS).map(|_| read_slowly(&server.address, &request)));
        let ledger = Ledger::default();
        let mut writers = stage.writers(&ledger);
        let write = join_all(writers.iter_mut().map(|writer| writer.write(&server.address)));
        let others = async {
            kept(&ledger, 200).await;
            list(&server, &stage.token).await;
        };
        tokio::select! {
            _ = slow => panic!("a slow client was given everything"),
            errors = write => panic!("the server went away: {errors:?}"),
            () = others => {}
        }
        child.kill().await.expect("killed");
        stage.desk.remove().await;
    }
}

async fn upload(server: &Server, token: &str) -> String {
    let mut client = Client::connect(&server.address, token).await.expect("a connection");
    let content = multipart::body("large.txt", &vec![b'x'; LARGE]);
    let answer = client.ask("POST", "/files", &multipart::headers(), &content).await.expect("an answer");
    let stored: serde_json::Value = accepted(&answer).expect("it is kept");
    stored["href"].as_str().expect("an address").to_owned()
}

/// Takes an answer at one byte a second, through a window as small as the system allows.
async fn read_slowly(address: &str, request: &str) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(1024).expect("a small window");
    let mut stream = socket.connect(address.parse().expect("an address")).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("a request");
    while stream.read_u8().await.is_ok() {
        sleep(Duration::from_secs(1)).await;
    }
}
