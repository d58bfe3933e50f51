//! From sources to a server binary and the site it serves.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::Project;
use crate::report::step;
use crate::split::split;
use crate::{cargo, npm, process};

/// How much the compiler should optimise.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// Builds in minutes; for work and for tests.
    Dev,
    /// What is shipped.
    Release,
}

impl Profile {
    /// The profile that `--release` asks for.
    pub fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// The browser side has a profile of its own.
    fn wasm_folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "wasm-release",
        }
    }

    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &[],
            Self::Release => &["--release"],
        }
    }
}

/// What `everything` made.
pub struct Built {
    /// The server binary.
    pub server: PathBuf,
    /// The folder it serves.
    pub site: PathBuf,
}

/// Builds the browser side and the server, doing only what is not done yet.
pub fn everything(project: &Project, profile: Profile) -> Result<Built> {
    let site = site(project, profile)?;
    let server = step("Server", || compile(project, profile, "server"))?;
    Ok(Built { server, site })
}

/// Builds the browser side alone.
pub fn site(project: &Project, profile: Profile) -> Result<PathBuf> {
    step("Tools", || cargo::ensure_wasm_target().and_then(|()| npm::ensure(&project.frontend())))?;
    let wasm = step("Browser side", || compile_wasm(project, profile))?;
    let bindings = step("Bindings", || bind(project, profile, &wasm))?;
    step("Bundle", || bundle(project, profile, &bindings))?;
    Ok(project.site())
}

/// What is shipped is compiled for size, and keeps what the splitting needs to know.
fn compile_wasm(project: &Project, profile: Profile) -> Result<PathBuf> {
    let mut command = match profile {
        Profile::Dev => cargo::command("build"),
        Profile::Release => cargo::command("rustc"),
    };
    command.args(cargo::WASM).current_dir(project.root());
    if profile == Profile::Release {
        command.args(["--profile", profile.wasm_folder(), "--lib", "--crate-type", "cdylib"]);
        command.args(["--", "-C", "link-args=--emit-relocs"]);
    }
    process::run(&mut command)?;
    Ok(project.target().join("wasm32-unknown-unknown").join(profile.wasm_folder()).join("frontend.wasm"))
}

/// Builds the program that measures, as it is to run beside what is shipped.
pub fn bench(project: &Project) -> Result<PathBuf> {
    step("Benchmarks", || compile(project, Profile::Release, "bench"))
}

fn compile(project: &Project, profile: Profile, binary: &str) -> Result<PathBuf> {
    let mut build = cargo::command("build");
    build.args(cargo::NATIVE).args(["--bin", binary]).args(profile.flags());
    process::run(build.current_dir(project.root()))?;
    Ok(project.target().join(profile.folder()).join(binary))
}

/// Writes the JavaScript that loads the wasm, and for what is shipped takes the wasm apart.
fn bind(project: &Project, profile: Profile, wasm: &Path) -> Result<PathBuf> {
    let folder = project.target().join("bindings").join(profile.wasm_folder());
    let done = folder.join(match profile {
        Profile::Dev => "gongdan_bg.wasm",
        Profile::Release => "groups.json",
    });
    if modified(&done) > modified(wasm).max(modified(&std::env::current_exe()?)) {
        return Ok(folder);
    }
    match profile {
        Profile::Dev => bind_whole(wasm, &folder)?,
        Profile::Release => split(wasm, &folder, &project.frontend().join("node_modules/.bin"))?,
    }
    Ok(folder)
}

/// Symbol names are dropped, they are most of an unoptimised file.
fn bind_whole(wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("gongdan").typescript(false).omit_default_module_path(true);
    bindgen.keep_debug(false).remove_name_section(true).remove_producers_section(true);
    let written = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|error| anyhow!("wasm-bindgen: {error:#}"))
}

fn bundle(project: &Project, profile: Profile, bindings: &Path) -> Result<()> {
    let mut node = Command::new("node");
    node.arg("build.mjs").arg(bindings).arg(project.site()).args(profile.flags());
    process::run(node.current_dir(project.frontend()))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|metadata| metadata.modified()).ok()
}
