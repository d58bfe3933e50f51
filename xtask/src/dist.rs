//! `cargo xtask dist`: what is handed to operators, in one file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::build::{self, Built, Profile};
use crate::project::Project;
use crate::report::step;
use crate::{process, test};

/// What lies beside program and site.
const BESIDE: [&str; 9] = [
    "LICENSE",
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs",
    "packaging/gongdan.toml",
    "packaging/gongdan.service",
    "packaging/Containerfile",
];
/// All files get the time of the last commit, so that the same sources give the same file.
const SAME: [&str; 5] = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"];

/// Builds, packs and tries the release; gives the file.
pub fn run(project: &Project, untried: bool) -> Result<PathBuf> {
    let built = build::everything(project, Profile::Release)?;
    let folder = project.target().join("dist");
    let name = format!("gongdan-{}-{}", version(project)?, target()?);
    let archive = step("Pack", || {
        lay_out(project, &built, &folder.join(&name))?;
        pack(project, &folder, &name)
    })?;
    if !untried {
        let unpacked = step("Unpack", || unpack(&archive))?;
        step("Try", || try_out(project, &unpacked.join(&name)))?;
        fs::remove_dir_all(unpacked)?;
    }
    println!("{}", archive.display());
    Ok(archive)
}

/// Puts everything into a folder as operators find it.
fn lay_out(project: &Project, built: &Built, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    fs::copy(&built.server, folder.join("gongdan"))?;
    let mut copy = Command::new("cp");
    copy.arg("--recursive").arg(&built.site).args(BESIDE.map(|name| project.root().join(name))).arg(folder);
    process::run(&mut copy)
}

fn pack(project: &Project, folder: &Path, name: &str) -> Result<PathBuf> {
    let archive = format!("{name}.tar.gz");
    let committed =
        process::output(git(project).args(["log", "-1", "--format=%cI"])).unwrap_or_else(|_| "@0".into());
    let mut tar = Command::new("tar");
    tar.args(SAME).arg(format!("--mtime={}", committed.trim()));
    tar.args(["--use-compress-program", "gzip --best --no-name", "--create", "--file", &archive, name]);
    process::run(tar.current_dir(folder))?;
    let sums = process::output(Command::new("sha256sum").arg(&archive).current_dir(folder))?;
    fs::write(folder.join("SHA256SUMS"), sums)?;
    fs::remove_dir_all(folder.join(name))?;
    Ok(folder.join(archive))
}

/// Unpacks into a temporary folder, once the sums have been compared.
fn unpack(archive: &Path) -> Result<PathBuf> {
    let folder = archive.parent().context("the archive lies nowhere")?;
    process::run(Command::new("sha256sum").args(["--check", "--quiet", "SHA256SUMS"]).current_dir(folder))?;
    let place = folder.join("tried");
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir_all(&place)?;
    process::run(Command::new("tar").arg("--extract").arg("--file").arg(archive).current_dir(&place))?;
    Ok(place)
}

/// The program must find its site by itself; then the journeys are made with what was unpacked.
fn try_out(project: &Project, unpacked: &Path) -> Result<()> {
    let program = unpacked.join("gongdan");
    let mut settings = Command::new(&program);
    settings.arg("config").current_dir("/").env_remove("GONGDAN_SITE");
    let settings = process::output(&mut settings)?;
    let site = fs::canonicalize(unpacked.join("site"))?;
    ensure!(
        settings.contains(&site.display().to_string()),
        "the program does not find its site:\n{settings}"
    );
    test::try_release(project, &Built { server: program, site })
}

fn version(project: &Project) -> Result<String> {
    let mut id = crate::cargo::command("pkgid");
    let id = process::output(id.args(["--package", "server"]).current_dir(project.root()))?;
    let version = id.trim().rsplit(['#', '@']).next().context("cargo pkgid gives no version")?;
    Ok(version.to_owned())
}

/// The machine that the server is built for.
fn target() -> Result<String> {
    let about = process::output(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc has no host")?;
    Ok(host.to_owned())
}

fn git(project: &Project) -> Command {
    let mut command = Command::new("git");
    command.current_dir(project.root());
    command
}
