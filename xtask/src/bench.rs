//! `cargo xtask bench`.

use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::build::{self, Built, Profile};
use crate::postgres::{Cluster, Programs};
use crate::process;
use crate::project::Project;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// In less than 45 seconds: SQLite, 10,000 and 100,000 tickets, the figures of the JSON line.
    #[arg(long)]
    quick: bool,
    /// End with one line of JSON.
    #[arg(long)]
    json: bool,
    /// Which engines; both unless quick.
    #[arg(long, value_enum)]
    engine: Option<Engine>,
    /// A PostgreSQL server of this machine to measure on; without one a fresh server is started.
    #[arg(long)]
    postgres_url: Option<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
    Both,
}

impl Options {
    fn engine(&self) -> Engine {
        self.engine.unwrap_or(if self.quick { Engine::Sqlite } else { Engine::Both })
    }

    fn needs_cluster(&self) -> bool {
        self.postgres_url.is_none() && self.engine() != Engine::Sqlite
    }
}

/// Builds what is shipped and measures it; the corpora stay in the target folder.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let built = build::everything(project, Profile::Release)?;
    let mut bench = command(project, options, &built)?;
    let cluster =
        if options.needs_cluster() { Some(Cluster::start_durable(&Programs::ensure()?)?) } else { None };
    if let Some(cluster) = &cluster {
        bench.args(["--postgres-url", &cluster.url(), "--postgres-is-ours"]);
    }
    process::run(&mut bench)
}

fn command(project: &Project, options: &Options, built: &Built) -> Result<Command> {
    let mut command = Command::new(build::bench(project)?);
    command.arg("run").arg("--server").arg(&built.server).arg("--site").arg(&built.site);
    command.arg("--cache").arg(project.target().join("bench"));
    command.args(["--engine", engine_name(options.engine())]);
    if let Some(url) = &options.postgres_url {
        command.args(["--postgres-url", url]);
    }
    command.args(options.quick.then_some("--quick")).args(options.json.then_some("--json"));
    command.env_remove("DATABASE_URL");
    Ok(command)
}

fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
        Engine::Both => "both",
    }
}
