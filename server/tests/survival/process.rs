//! The real server as a process of its own.

use std::{net::TcpListener, process::Stdio, time::Duration};

use tempfile::TempDir;
use testkit::LeftDesk;
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep, timeout},
};

use crate::client::Client;

/// Longer than any start takes, even beside other tests.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that can be started again and again over the same data.
pub struct Server {
    pub address: String,
    site: TempDir,
}

impl Server {
    pub fn new() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address");
        let site = tempfile::tempdir().expect("a temporary folder");
        crate::support::build_site(site.path());
        Self { address: free.to_string(), site }
    }

    /// How it is started.
    pub fn command(&self, desk: &LeftDesk) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        self.settings(&mut command, desk);
        command
    }

    /// Tells a process where to find everything.
    pub fn settings(&self, command: &mut Command, desk: &LeftDesk) {
        command.env("DATABASE_URL", &desk.database_url).env("GONGDAN_DATA", desk.folder.path());
        command.env("GONGDAN_SITE", self.site.path()).env("GONGDAN_LISTEN", &self.address);
        command
            .env("GONGDAN_RATE", "0")
            .env("RUST_LOG", "error")
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::null())
            .kill_on_drop(true);
    }

    /// Starts it and answers how long it took until it was ready.
    pub async fn start(&self, mut command: Command) -> (Child, Duration) {
        let begun = Instant::now();
        let child = command.spawn().expect("the server starts");
        timeout(PATIENCE, self.ready()).await.expect("the server gets ready");
        (child, begun.elapsed())
    }

    /// Waits until it answers that it is well.
    pub async fn ready(&self) {
        while !self.is_ready().await {
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut client) = Client::connect(&self.address, "").await else { return false };
        matches!(client.ask("GET", "/healthz", &[], b"").await, Ok((200, _)))
    }
}
