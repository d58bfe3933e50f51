//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{cargo, process};

/// The folders of the project, as Cargo sees them (`CARGO_TARGET_DIR` and configuration included).
#[derive(Deserialize)]
pub struct Project {
    #[serde(rename = "workspace_root")]
    root: PathBuf,
    #[serde(rename = "target_directory")]
    target: PathBuf,
}

impl Project {
    /// Asks Cargo.
    pub fn find() -> Result<Self> {
        let mut metadata = cargo::command("metadata");
        metadata.args(["--format-version=1", "--no-deps"]);
        // Not `env!`: a binary in a shared target folder may have been built from another clone.
        let package = std::env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?;
        metadata.current_dir(Path::new(&package).parent().context("xtask has no parent")?);
        serde_json::from_str(&process::output(&mut metadata)?).context("cargo metadata is not what it was")
    }

    /// The workspace's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder with the browser bundle's sources and npm packages.
    pub fn frontend(&self) -> PathBuf {
        self.root.join("frontend")
    }

    /// The folder of the journeys.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What the server serves: `pkg/`, `assets.json`, `sw.js` and the public files.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_lies_in_cargos_target_folder() {
        let project = Project::find().unwrap();
        assert_eq!(project.site(), project.target().join("site"));
        assert!(project.frontend().join("package.json").is_file());
        assert!(project.end2end().join("package.json").is_file());
    }
}
