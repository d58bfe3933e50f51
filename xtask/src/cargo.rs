//! Calls of Cargo. The package sets below are the same in every call: another selection would unify the
//! features of the dependencies differently and build them again.

use std::env;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Everything that is built for the server's machine. xtask stands apart: it is compiled by its own alias.
pub const NATIVE: [&str; 5] = ["--workspace", "--exclude", "frontend", "--exclude", "xtask"];
/// Everything that is built for the browser.
pub const WASM: [&str; 4] = ["--package", "frontend", "--target", WASM_TARGET];
/// These commands themselves.
pub const XTASK: [&str; 2] = ["--package", "xtask"];

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A Cargo subcommand, in the environment a terminal would give it.
pub fn command(subcommand: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand);
    // Set by `cargo run` for xtask; some build scripts would run again because of them.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    // Would replace the flags of .cargo/config.toml, which the code needs.
    command.env_remove("RUSTFLAGS");
    command
}

/// Adds the browser's target to the toolchain when it is missing.
pub fn ensure_wasm_target() -> Result<()> {
    let mut rustc = Command::new("rustc");
    let library = process::output(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if std::path::Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    if process::find("rustup").is_none() {
        bail!(
            "Rust's target {WASM_TARGET} is missing, which the browser side is compiled for. Install Rust by \
             rustup (https://rustup.rs), or add the target by the means that installed Rust."
        );
    }
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}
