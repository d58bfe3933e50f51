//! Programs from the system's package manager.

use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::process;

static REFRESH: Once = Once::new();

/// Installs Debian packages where that is possible; otherwise an error that says what is missing and why.
pub fn packages(names: &[&str], why: &str) -> Result<()> {
    let list = names.join(" ");
    if process::find("apt-get").is_none() || !is_root() {
        bail!(
            "Missing: {list} ({why}). Please install it, on Debian or Ubuntu by: sudo apt-get install {list}"
        );
    }
    REFRESH.call_once(|| drop(process::run(apt().arg("update"))));
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(names))
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}
