//! `cargo xtask test`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::build::{self, Built, Profile};
use crate::postgres::{Cluster, Programs};
use crate::project::Project;
use crate::report::Report;
use crate::{api, browser, cargo, npm, process, schemathesis};

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Part {
    /// The format of the Rust sources.
    Fmt,
    /// Lints of both targets, warnings denied.
    Clippy,
    /// Tests of the crates, on SQLite and on PostgreSQL.
    Unit,
    /// The public API of a running server, against its own document.
    Api,
    /// Journeys in a browser.
    E2e,
}

/// What the chosen parts need from outside.
struct Tools {
    programs: Option<Programs>,
    schemathesis: Option<PathBuf>,
    chromium: Option<PathBuf>,
}

/// Runs the chosen parts, or all, and closes with a table.
pub fn run(project: &Project, only: &[Part]) -> Result<()> {
    let chosen = |part| only.is_empty() || only.contains(&part);
    let mut report = Report::default();
    let tools = report.step("Tools", || prepare(project, &chosen));
    if chosen(Part::Fmt) {
        report.step("Format", || process::run(at(project, "fmt").args(["--all", "--check"])));
    }
    if chosen(Part::Clippy) {
        clippy(project, &mut report);
    }
    if let Some(tools) = tools {
        if chosen(Part::Unit) {
            unit(project, &tools, &mut report);
        }
        if chosen(Part::Api) {
            api(project, &tools, &mut report);
        }
        if chosen(Part::E2e) {
            journeys(project, &tools, &mut report);
        }
    }
    report.close()
}

fn prepare(project: &Project, chosen: &impl Fn(Part) -> bool) -> Result<Tools> {
    let (unit, api, e2e) = (chosen(Part::Unit), chosen(Part::Api), chosen(Part::E2e));
    cargo::ensure_wasm_target()?;
    let programs = if unit || e2e { Some(Programs::ensure()?) } else { None };
    let schemathesis = if api { Some(schemathesis::ensure(project.target())?) } else { None };
    let chromium = if e2e { Some(browser::ensure()?) } else { None };
    if e2e {
        npm::ensure(&project.end2end())?;
    }
    if e2e || api {
        npm::ensure(&project.frontend())?;
    }
    Ok(Tools { programs, schemathesis, chromium })
}

fn clippy(project: &Project, report: &mut Report) {
    let sets: [(&str, &[&str]); 3] =
        [("server side", &cargo::NATIVE), ("xtask", &cargo::XTASK), ("browser side", &cargo::WASM)];
    for (name, packages) in sets {
        report.step(&format!("Clippy, {name}"), || {
            let mut command = at(project, "clippy");
            command.args(packages);
            if name != "browser side" {
                command.arg("--all-targets");
            }
            process::run(command.args(["--", "--deny", "warnings"]))
        });
    }
}

/// SQLite is tested in the first pass only; PostgreSQL in both, because text sorts by its locale.
fn unit(project: &Project, tools: &Tools, report: &mut Report) {
    report.step("Tests of xtask", || process::run(at(project, "test").args(cargo::XTASK)));
    let passes = [
        ("Tests on SQLite and PostgreSQL, locale C", "C", None),
        ("Tests on PostgreSQL, locale C.UTF-8", "C.UTF-8", Some("postgres")),
    ];
    for (title, locale, engines) in passes {
        report.step(title, || {
            let cluster = start(tools, locale)?;
            let mut tests = runner(project);
            tests.env("TEST_POSTGRES_URL", cluster.url());
            if let Some(engines) = engines {
                tests.env("TEST_ENGINES", engines);
            }
            process::run(&mut tests)
        });
    }
}

/// nextest where it is installed, else Cargo's own; both build the same test binaries.
fn runner(project: &Project) -> Command {
    let mut command;
    if process::find("cargo-nextest").is_some() {
        command = at(project, "nextest");
        command.args(["run", "--no-fail-fast"]).args(cargo::NATIVE);
    } else {
        command = at(project, "test");
        command.args(["--no-fail-fast", "--lib", "--bins", "--tests"]).args(cargo::NATIVE);
    }
    command.env_remove("DATABASE_URL");
    command
}

fn api(project: &Project, tools: &Tools, report: &mut Report) {
    let Some(built) = report.step("Build for the API", || build::everything(project, Profile::Dev)) else {
        return;
    };
    report.step("Public API", || {
        api::run(project, &built, tools.schemathesis.as_deref().context("no schemathesis")?)
    });
}

fn journeys(project: &Project, tools: &Tools, report: &mut Report) {
    let Some(built) = report.step("Build for the journeys", || build::everything(project, Profile::Dev))
    else {
        return;
    };
    report.step("Journeys on SQLite", || process::run(&mut playwright(project, tools, &built)?));
    report.step("Journeys on PostgreSQL", || {
        let cluster = start(tools, "C.UTF-8")?;
        let mut command = playwright(project, tools, &built)?;
        process::run(command.arg("--project=desktop-zh").env("E2E_POSTGRES_URL", cluster.url()))
    });
}

/// Makes the journeys of one project with what is about to be shipped.
pub fn try_release(project: &Project, built: &Built) -> Result<()> {
    npm::ensure(&project.end2end())?;
    let tools = Tools { programs: None, chromium: Some(browser::ensure()?), schemathesis: None };
    process::run(playwright(project, &tools, built)?.arg("--project=desktop-zh"))
}

fn playwright(project: &Project, tools: &Tools, built: &Built) -> Result<Command> {
    let folder = project.end2end();
    let mut command = Command::new(folder.join("node_modules/.bin/playwright"));
    command.arg("test").current_dir(folder).env_remove("E2E_POSTGRES_URL");
    command.env("CHROMIUM", tools.chromium.as_ref().context("no Chromium")?);
    command.env("GONGDAN_SERVER_BIN", &built.server).env("GONGDAN_SITE", &built.site);
    Ok(command)
}

fn start(tools: &Tools, locale: &str) -> Result<Cluster> {
    Cluster::start(tools.programs.as_ref().context("no PostgreSQL")?, locale)
}

fn at(project: &Project, subcommand: &str) -> Command {
    let mut command = cargo::command(subcommand);
    command.current_dir(project.root());
    command
}
