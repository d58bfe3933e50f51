//! npm packages, exactly those of the lock file.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

const LOCK: &str = "package-lock.json";
const OLDEST_NODE: u32 = 20;

/// Installs the packages of a folder unless they are the ones of its lock file already.
pub fn ensure(folder: &Path) -> Result<()> {
    require_node()?;
    let lock = fs::read(folder.join(LOCK)).with_context(|| format!("{} has no {LOCK}", folder.display()))?;
    let installed = folder.join("node_modules").join(LOCK);
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    process::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(installed, lock).context("cannot remember what is installed")
}

fn require_node() -> Result<()> {
    if process::find("npm").is_none() || process::find("node").is_none() {
        bail!(
            "Node.js {OLDEST_NODE} or newer with npm is needed to bundle the browser side: https://nodejs.org"
        );
    }
    let version = process::output(Command::new("node").arg("--version"))?;
    match major(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "Node.js {OLDEST_NODE} or newer is needed to bundle the browser side; found {}",
            version.trim()
        ),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
