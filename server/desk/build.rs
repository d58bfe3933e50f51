//! Migrations are embedded by a macro that does not watch their folders.
fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
