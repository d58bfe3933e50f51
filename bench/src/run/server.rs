//! Processes under measurement: started on one core, while we ask from another.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::{ground::Session, plan::Options};
use crate::{
    client::{Connection, Request},
    moment::Moment,
};

const START_WITHIN: Duration = Duration::from_secs(60);
const SERVER_CORE: &str = "0";
const CLIENT_CORE: &str = "1";

/// A running server.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Server {
    /// Starts the desk over a database.
    pub fn desk(options: &Options, database_url: &str, data: &Path) -> Result<Self> {
        let mut command = on_core(&options.server);
        command
            .env("DATABASE_URL", database_url)
            .env("GONGDAN_DATA", data)
            .env("GONGDAN_SITE", &options.site);
        // One address asks here for everybody.
        command.env("GONGDAN_RATE", "0").env("RUST_LOG", "warn");
        Self::start(command, data, |command, address| {
            let _ = command.env("GONGDAN_LISTEN", address.to_string());
        })
    }

    /// Starts the floor over a database.
    pub fn floor(database_url: &str, data: &Path) -> Result<Self> {
        let mut command = on_core(&std::env::current_exe()?);
        command.args(["floor", "--database-url", database_url]);
        Self::start(command, data, |command, address| {
            let _ = command.args(["--listen", &address.to_string()]);
        })
    }

    fn start(
        mut command: Command,
        data: &Path,
        listen: impl FnOnce(&mut Command, SocketAddr),
    ) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        listen(&mut command, address);
        let log = File::options().create(true).append(true).open(data.join("log"))?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let child = command.spawn().context("a server could not be started")?;
        Ok(Self { address, child })
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it serves a page, and tells how long that took since it was started.
    pub async fn until_ready(&mut self, path: &str, session: &Session, started: Moment) -> Result<f64> {
        let request = Request::page(path, &session.token);
        while started.elapsed() < START_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                bail!("a server ended with {status}; its log is in the cache folder");
            }
            if let Ok(mut connection) = Connection::open(self.address).await
                && let Ok(response) = connection.send(&request).await
                && response.status == 200
            {
                return Ok(started.millis());
            }
            tokio::time::sleep(Duration::from_micros(500)).await;
        }
        bail!("a server did not serve {path} within {START_WITHIN:?}")
    }

    /// Asks it to end and waits until it has.
    pub async fn stop(&mut self) -> Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        for _ in 0..1000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn on_core(program: &Path) -> Command {
    if can_pin() {
        let mut command = Command::new("taskset");
        command.args(["-c", SERVER_CORE]).arg(program);
        return command;
    }
    Command::new(program)
}

/// Moves this process to the clients' core.
pub fn pin_client() {
    pin(CLIENT_CORE, std::process::id());
}

/// Moves a server that runs already, with what it will start, to the servers' core.
pub fn pin_server(process: u32) {
    pin(SERVER_CORE, process);
}

fn pin(core: &str, process: u32) {
    if can_pin() {
        let mut command = Command::new("taskset");
        command.args(["-a", "-c", "-p", core, &process.to_string()]);
        let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

/// Whether there are two cores, and the means to choose between them.
fn can_pin() -> bool {
    let cores = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default().matches("processor\t").count();
    let taskset = Command::new("taskset").arg("--version").stdout(Stdio::null()).status();
    cores > 1 && taskset.is_ok_and(|status| status.success())
}
