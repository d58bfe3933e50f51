//! Where the built files are, under names that change with their content.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The addresses of the built files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// The JavaScript that starts the page.
    pub script: String,
    /// The style sheet.
    pub style: String,
    /// The WebAssembly module.
    pub wasm: String,
    /// What the pages of a group need besides, by the group's name; nothing where the module is in one piece.
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<String>>,
    /// What this build is called.
    pub version: String,
}

/// The addresses of the built files; on the server only.
pub fn use_assets() -> Assets {
    use_context().unwrap_or_default()
}
