//! schemathesis, which tries the public API against its own document.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::{install, process};

const VERSION: &str = "4.32.5";

/// Where it is; it gets an environment of its own under the target folder when it is missing.
pub fn ensure(target: &Path) -> Result<PathBuf> {
    let folder = target.join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if process::succeeds(Command::new(&program).arg("--version")) {
        return Ok(program);
    }
    let make = || process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if process::find("python3").is_none() || make().is_err() {
        install::packages(&["python3", "python3-venv"], "schemathesis tries the public API")?;
        make()?;
    }
    let mut pip = Command::new(folder.join("bin/pip"));
    let package = format!("schemathesis=={VERSION}");
    process::run(pip.args(["install", "--quiet", "--disable-pip-version-check", &package]))?;
    Ok(program)
}
