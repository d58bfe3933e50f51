//! What is shipped to browsers: the module in parts, each as small as it gets.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, available_parallelism};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

use crate::process;

/// What every browser understands that the CSS asks for, and what the compiler makes use of anyway.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// The list of the files that each group of pages needs besides the main one.
const GROUPS: &str = "groups.json";

/// Takes the compiled module apart into `folder` and writes the JavaScript that puts it together again.
pub fn split(wasm: &Path, folder: &Path, binaryen: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let input = fs::read(wasm).with_context(|| format!("{} cannot be read", wasm.display()))?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./gongdan.js";
    options.link_name = "./parts.js";
    let parts =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:#}"))?;
    bind(&main, folder)?;
    fs::remove_file(main)?;
    let mut modules = parts.split_modules;
    modules.push(folder.join("gongdan_bg.wasm"));
    shrink(modules, binaryen)?;
    let groups: BTreeMap<_, _> = parts.prefetch_map.into_iter().collect();
    Ok(fs::write(folder.join(GROUPS), serde_json::to_vec_pretty(&groups)?)?)
}

/// The parts call each other by names of the linker's, which must stay.
fn bind(wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("gongdan").typescript(false).omit_default_module_path(true);
    bindgen.keep_lld_exports(true).demangle(false).keep_debug(false).remove_producers_section(true);
    let written = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|error| anyhow!("wasm-bindgen: {error:#}"))
}

/// Lets Binaryen go over the parts, as many at a time as there are processors.
fn shrink(modules: Vec<PathBuf>, binaryen: &Path) -> Result<()> {
    let left = Mutex::new(VecDeque::from(modules));
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(module) = next() {
            optimise(&module, binaryen)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let count = available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("wasm-opt panicked"))?)
    })
}

fn optimise(module: &Path, binaryen: &Path) -> Result<()> {
    let mut command = Command::new(binaryen.join("wasm-opt"));
    command.args(["--quiet", "-Oz", "--strip-debug", "--strip-producers"]).args(FEATURES);
    process::run(command.arg(module).arg("-o").arg(module))
}
