//! The arrows between the crates point one way, and only where the design lets them.

use std::{collections::BTreeSet, env, process::Command};

use serde_json::Value;

/// Which of our crates each of our crates may name.
const ARROWS: [(&str, &[&str]); 16] = [
    ("model", &[]),
    ("ui", &["model"]),
    ("session", &["model", "ui", "desk"]),
    ("account", &["model", "ui", "session", "desk"]),
    ("admin", &["model", "ui", "session", "desk"]),
    ("tickets", &["model", "ui", "session", "desk"]),
    ("app", &["model", "ui", "session", "account", "admin", "tickets", "desk"]),
    ("frontend", &["app"]),
    ("desk", &["model"]),
    ("api", &["model", "desk"]),
    ("webhook", &["model", "desk"]),
    ("testkit", &["model", "desk"]),
    ("server", &["model", "ui", "session", "tickets", "app", "desk", "api", "webhook"]),
    ("xtask", &[]),
    ("bench", &["model", "desk"]),
    ("fuzz", &["model", "desk", "api", "webhook"]),
];

/// Crates that are built for servers and developers only.
const NATIVE: [&str; 8] = ["api", "bench", "desk", "fuzz", "server", "testkit", "webhook", "xtask"];

/// Crates that only the server side may name, behind a target that is not wasm.
const SERVER_ONLY: [&str; 6] = ["desk", "axum", "leptos_axum", "sqlx", "tokio", "jiff"];

fn packages() -> Vec<Value> {
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("json");
    metadata["packages"].as_array().expect("packages").clone()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().expect("a name")
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    let all = package["dependencies"].as_array().expect("dependencies").iter();
    all.filter(|dependency| dependency["kind"].as_str() != Some("dev"))
}

#[test]
fn every_crate_stands_in_the_plan() {
    let planned: BTreeSet<_> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let found: BTreeSet<_> = packages().iter().map(|package| name(package).to_owned()).collect();
    assert_eq!(found, planned);
}

#[test]
fn arrows_point_one_way() {
    let packages = packages();
    let ours: BTreeSet<_> = packages.iter().map(name).collect();
    for package in &packages {
        let allowed = ARROWS
            .iter()
            .find(|(crate_name, _)| *crate_name == name(package))
            .map_or(&[][..], |arrow| arrow.1);
        for dependency in dependencies(package).map(name).filter(|name| ours.contains(name)) {
            assert!(allowed.contains(&dependency), "{} must not know {dependency}", name(package));
        }
    }
}

#[test]
fn the_browser_side_never_names_the_server_side() {
    for package in packages().iter().filter(|package| !NATIVE.contains(&name(package))) {
        for dependency in dependencies(package).filter(|dependency| SERVER_ONLY.contains(&name(dependency))) {
            let target = dependency["target"].as_str().unwrap_or_default();
            let optional = dependency["optional"].as_bool().unwrap_or_default();
            let guarded = target.contains("not(target_arch = \"wasm32\")") || optional;
            assert!(guarded, "{} names {} on every target", name(package), name(dependency));
        }
    }
}
