//! Chromium and Chinese fonts for the journeys.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{install, process};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where Chromium is; it and a Chinese font are installed first when missing.
pub fn ensure() -> Result<PathBuf> {
    let mut packages = Vec::new();
    if find().is_none() {
        packages.push("chromium");
    }
    if !has_chinese_font() {
        packages.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    if !packages.is_empty() {
        install::packages(&packages, "the journeys run in a real browser and show Chinese text")?;
    }
    find().context("Chromium was installed but is not on the PATH")
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| process::find(name))
}

fn has_chinese_font() -> bool {
    process::find("fc-list").is_some()
        && process::output(Command::new("fc-list").args([":lang=zh-cn", "family"]))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}
