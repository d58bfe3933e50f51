//! Starting the server that was built.

use std::process::{Child, Command};

use anyhow::{Context, Result};
use clap::Args;

use crate::build::{self, Built, Profile};
use crate::process;
use crate::project::Project;

/// How to serve.
#[derive(Args)]
pub struct Options {
    /// The port to listen on, at 127.0.0.1; otherwise `GONGDAN_LISTEN` decides.
    #[arg(long)]
    port: Option<u16>,
    #[command(flatten)]
    database: Database,
}

/// What to fill the demonstration with.
#[derive(Args)]
pub struct Demo {
    /// How many tickets.
    #[arg(long, default_value_t = 10_000)]
    tickets: u32,
    /// How many people.
    #[arg(long, default_value_t = 20)]
    staff: u32,
    #[command(flatten)]
    database: Database,
}

#[derive(Args)]
struct Database {
    /// A PostgreSQL address; without one the desk keeps its data in SQLite under ./data.
    #[arg(long)]
    database_url: Option<String>,
}

/// Builds and serves until interrupted.
pub fn run(project: &Project, profile: Profile, options: &Options) -> Result<()> {
    let built = build::everything(project, profile)?;
    process::run(&mut server(project, &built, options))
}

/// Builds, then lets the server fill its database.
pub fn demo(project: &Project, demo: &Demo) -> Result<()> {
    let built = build::everything(project, Profile::Dev)?;
    let mut command = binary(project, &built, &demo.database);
    command.args(["demo", "--tickets", &demo.tickets.to_string(), "--staff", &demo.staff.to_string()]);
    process::run(&mut command)
}

/// Starts the server beside this process.
pub fn start(project: &Project, built: &Built, options: &Options) -> Result<Child> {
    server(project, built, options).spawn().context("the server could not be started")
}

fn server(project: &Project, built: &Built, options: &Options) -> Command {
    let mut command = binary(project, built, &options.database);
    if let Some(port) = options.port {
        command.env("GONGDAN_LISTEN", format!("127.0.0.1:{port}"));
    }
    command
}

/// The server binary; a `DATABASE_URL` of the surrounding shell belongs to something else.
fn binary(project: &Project, built: &Built, database: &Database) -> Command {
    let mut command = Command::new(&built.server);
    command.current_dir(project.root()).env("GONGDAN_SITE", &built.site).env_remove("DATABASE_URL");
    if let Some(url) = &database.database_url {
        command.env("DATABASE_URL", url);
    }
    command
}
