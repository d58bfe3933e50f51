//! Tables kept beside the tests: compared in every run, written anew with `UPDATE=1`.

use std::{env, fs, path::Path};

/// Compares a printed table with the file of that name.
pub fn compare(name: &str, printed: &str) {
    // Not `env!`: a binary in a shared target folder may have been built from another clone.
    let package = env::var_os("CARGO_MANIFEST_DIR").expect("run by Cargo");
    let path = Path::new(&package).join("tests").join(name);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, printed).expect("the table can be written");
    }
    let agreed = fs::read_to_string(&path).unwrap_or_default();
    let differing: Vec<_> =
        printed.lines().filter(|line| !agreed.lines().any(|other| other == *line)).collect();
    assert!(printed == agreed, "{name} says otherwise about:\n{}", differing.join("\n"));
}
