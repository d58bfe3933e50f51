//! The project's own commands: `cargo xtask run | build | watch | demo | bench | fuzz | test | dist`.

mod api;
mod bench;
mod browser;
mod build;
mod cargo;
mod dist;
mod fuzz;
mod install;
mod npm;
mod postgres;
mod process;
mod project;
mod report;
mod schemathesis;
mod serve;
mod split;
mod test;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use build::Profile;
use project::Project;

/// Builds, runs and tests the desk.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything and serves the desk on SQLite in ./data.
    Run {
        /// Optimise: slower to build, faster to use.
        #[arg(long)]
        release: bool,
        #[command(flatten)]
        serve: serve::Options,
    },
    /// Builds the browser side and the server.
    Build {
        /// Optimise: slower to build, faster to use.
        #[arg(long)]
        release: bool,
        /// Only what browsers load.
        #[arg(long)]
        site: bool,
    },
    /// Packs what operators install, tries it and writes its sum beside it.
    Dist {
        /// Do not try what was packed.
        #[arg(long)]
        untried: bool,
    },
    /// Like `run`, and builds and starts again whenever a file is saved.
    Watch {
        #[command(flatten)]
        serve: serve::Options,
    },
    /// Fills the database with a demonstration tenant and prints the passwords of its staff.
    Demo(serve::Demo),
    /// Measures the desk against a hand-written floor on the same rows, and prints the table of the README.
    Bench(bench::Options),
    /// Gives every reader of foreign input millions of inputs, led by the code that they reach.
    Fuzz(fuzz::Options),
    /// Checks everything: format, lints, tests on both database engines, journeys in a browser.
    Test {
        /// Only these parts; may be given several times.
        #[arg(long, value_enum)]
        only: Vec<test::Part>,
    },
}

fn main() -> ExitCode {
    match execute(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Run { release, serve } => serve::run(&project, Profile::new(release), &serve),
        Command::Build { release, site: true } => build::site(&project, Profile::new(release)).map(drop),
        Command::Build { release, site: false } => {
            build::everything(&project, Profile::new(release)).map(drop)
        }
        Command::Dist { untried } => dist::run(&project, untried).map(drop),
        Command::Watch { serve } => watch::watch(&project, &serve),
        Command::Demo(demo) => serve::demo(&project, &demo),
        Command::Bench(options) => bench::run(&project, &options),
        Command::Fuzz(options) => fuzz::run(&project, &options),
        Command::Test { only } => test::run(&project, &only),
    }
}
