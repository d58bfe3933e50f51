//! Trying the public API of a running server.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::build::Built;
use crate::process;
use crate::project::Project;

/// How long it is tried, in seconds, and how many examples each operation gets at least in a phase.
const SECONDS: &str = "75";
const EXAMPLES: &str = "20";

/// Lets schemathesis try every operation of a server with a fresh desk.
pub fn run(project: &Project, built: &Built, schemathesis: &Path) -> Result<()> {
    let scripts = project.end2end().join("api");
    let desk = Desk::start(project, built)?;
    let token = process::output(Command::new("node").arg(scripts.join("token.mjs")).arg(&desk.link))?;
    let mut command = Command::new(schemathesis);
    command.arg("--config-file").arg(scripts.join("schemathesis.toml")).arg("run");
    command.arg(format!("{}/api/v1/openapi.json", desk.url));
    command.args(["--header", &format!("Authorization: Bearer {}", token.trim())]);
    command.args(["--max-time", SECONDS, "--max-examples", EXAMPLES, "--workers", "2", "--seed", "1"]);
    command.args(["--continue-on-failure", "--warnings", "off"]);
    process::run(command.current_dir(&desk.folder))
}

/// A server with an empty desk of its own; stopped and deleted when dropped.
struct Desk {
    folder: PathBuf,
    url: String,
    /// Where the administrator's account is made.
    link: String,
    server: Child,
}

impl Desk {
    fn start(project: &Project, built: &Built) -> Result<Self> {
        let folder = project.target().join(format!("api-desk-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut command = Command::new(&built.server);
        command
            .env("GONGDAN_DATA", folder.join("data"))
            .env("GONGDAN_LISTEN", &listen)
            .env("GONGDAN_RATE", "0");
        command.env("GONGDAN_SITE", &built.site).env_remove("DATABASE_URL").env_remove("GONGDAN_BASE_URL");
        let mut server = command.stdout(Stdio::piped()).spawn().context("the server could not be started")?;
        let printed = server.stdout.take().context("the server prints nothing")?;
        let mut desk = Self { folder, url: format!("http://{listen}"), link: String::new(), server };
        for line in BufReader::new(printed).lines() {
            if let Some((_, link)) = line?.rsplit_once(' ').filter(|(_, link)| link.starts_with(&desk.url)) {
                link.clone_into(&mut desk.link);
                return desk.ready();
            }
        }
        bail!("the server ended without a link for its administrator")
    }

    /// The link is printed just before the server listens.
    fn ready(self) -> Result<Self> {
        let address = self.url.trim_start_matches("http://");
        for _ in 0..200 {
            if std::net::TcpStream::connect(address).is_ok() {
                return Ok(self);
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        bail!("the server does not listen")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}
