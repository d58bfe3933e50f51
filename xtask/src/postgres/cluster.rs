//! One running server.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Programs, leftovers};
use crate::process;

const READY: &str = "database system is ready to accept connections";
const POLL: Duration = Duration::from_millis(50);
const START_LIMIT: u32 = 600;
const STOP_LIMIT: u32 = 200;
const SETTINGS: [&str; 2] = ["max_connections=300", "lc_messages=C"];
/// What tests write does not have to survive a crash.
const CARELESS: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
/// Enough for a million tickets, as an operator would set it on a small machine.
const DURABLE: [&str; 3] = ["shared_buffers=1GB", "max_wal_size=8GB", "jit=off"];

/// A server with an empty database; stopped and deleted when dropped.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes and starts a server for tests, whose text sorts by the given locale.
    pub fn start(programs: &Programs, locale: &str) -> Result<Self> {
        Self::start_with(programs, locale, &CARELESS)
    }

    /// Makes and starts a server that keeps what it has acknowledged.
    pub fn start_durable(programs: &Programs) -> Result<Self> {
        Self::start_with(programs, "C.UTF-8", &DURABLE)
    }

    fn start_with(programs: &Programs, locale: &str, settings: &[&str]) -> Result<Self> {
        leftovers::remove();
        let mut cluster = Self { folder: leftovers::folder(locale), port: free_port()?, server: None };
        programs.make_folder(&cluster.folder)?;
        cluster.initialise(programs, locale)?;
        cluster.launch(programs, settings)?;
        Ok(cluster)
    }

    /// Its address, for somebody who may make databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn initialise(&self, programs: &Programs, locale: &str) -> Result<()> {
        let mut initdb = programs.command("initdb", &self.folder);
        initdb.args(["--pgdata=data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        initdb.arg(format!("--locale={locale}")).stdout(Stdio::null());
        process::run(&mut initdb)
    }

    fn launch(&mut self, programs: &Programs, settings: &[&str]) -> Result<()> {
        let log = self.folder.join("log");
        let mut postgres = programs.command("postgres", &self.folder);
        postgres
            .args(["-D", "data", "-p", &self.port.to_string(), "-h", "127.0.0.1"])
            .arg("-k")
            .arg(&self.folder);
        for setting in SETTINGS.iter().chain(settings) {
            postgres.args(["-c", setting]);
        }
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log)?);
        let server = postgres.spawn().context("PostgreSQL could not be started")?;
        wait_until_ready(self.server.insert(server), &log)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            stop(server);
        }
        remove(&self.folder);
    }
}

fn wait_until_ready(server: &mut Child, log: &Path) -> Result<()> {
    for _ in 0..START_LIMIT {
        if fs::read_to_string(log).is_ok_and(|text| text.contains(READY)) {
            return Ok(());
        }
        if server.try_wait()?.is_some() {
            break;
        }
        sleep(POLL);
    }
    bail!("PostgreSQL did not start:\n{}", fs::read_to_string(log).unwrap_or_default())
}

fn stop(server: &mut Child) {
    process::interrupt(server.id());
    for _ in 0..STOP_LIMIT {
        if !matches!(server.try_wait(), Ok(None)) {
            return;
        }
        sleep(POLL);
    }
    server.kill().ok();
    server.wait().ok();
}

fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("{} could not be deleted: {error}", folder.display());
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_server_answers_while_it_is_held_and_leaves_nothing_behind() {
        let cluster = Cluster::start(&Programs::ensure().unwrap(), "C.UTF-8").unwrap();
        let (folder, port) = (cluster.folder.clone(), cluster.port);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }
}
