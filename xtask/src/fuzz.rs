//! `cargo xtask fuzz`: libFuzzer from crates.io, on stable Rust, with a C++ compiler and nothing else.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::project::Project;
use crate::{cargo, process};

/// What to fuzz, and for how long.
#[derive(Args)]
pub struct Options {
    /// Only these targets, as the folders in fuzz/seeds are called.
    targets: Vec<String>,
    /// How many inputs each target is given.
    #[arg(long, default_value_t = 10_000_000)]
    runs: u64,
    /// The longest input, in bytes.
    #[arg(long, default_value_t = 512)]
    longest: u32,
}

/// Marks every branch, so that libFuzzer sees where an input leads. Watching comparisons too would take two thirds of the
/// time; what it would find stands in the dictionaries.
const SEEN: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table";
/// The most memory that an input may take at once and in all, in MiB, and the most seconds.
const LIMITS: [&str; 3] = ["-malloc_limit_mb=256", "-rss_limit_mb=1024", "-timeout=10"];

/// Gives each target its inputs and prints a table; an error when one of them broke what the target states.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let targets = chosen(project, &options.targets)?;
    let program = build(project)?;
    let mut lines = vec![
        "| target | inputs | per second | edges | corpus | findings |".to_owned(),
        "|---|--:|--:|--:|--:|--:|".to_owned(),
    ];
    let mut findings = 0;
    for target in &targets {
        let outcome = fuzz(project, &program, target, options)?;
        findings += outcome.findings;
        lines.push(outcome.line(target));
        println!("\n{}\n", lines.join("\n"));
    }
    if findings > 0 {
        bail!("an input broke what a target states: it lies in {}", folder(project).display())
    }
    Ok(())
}

fn chosen(project: &Project, wanted: &[String]) -> Result<Vec<String>> {
    let seeds = project.root().join("fuzz/seeds");
    let folders = fs::read_dir(&seeds)?.collect::<Result<Vec<_>, _>>()?;
    let mut all: Vec<_> =
        folders.iter().map(|folder| folder.file_name().to_string_lossy().into_owned()).collect();
    all.sort();
    if let Some(unknown) = wanted.iter().find(|name| !all.contains(name)) {
        bail!("there is no target {unknown}: {}", all.join(", "));
    }
    Ok(if wanted.is_empty() { all } else { wanted.to_vec() })
}

/// In a folder of its own: the flags differ from those of every other build.
fn build(project: &Project) -> Result<PathBuf> {
    let host = host()?;
    let mut command = cargo::command("build");
    command.current_dir(project.root()).arg("--target-dir").arg(folder(project));
    command.args(["--package", "fuzz", "--bin", "fuzz", "--features", "guided", "--profile", "fuzz"]);
    // A target that is named keeps the flags away from build scripts and macros.
    process::run(command.args(["--target", &host]).env("RUSTFLAGS", SEEN))?;
    Ok(folder(project).join(host).join("fuzz/fuzz"))
}

fn host() -> Result<String> {
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say what it runs on")?.to_owned())
}

fn folder(project: &Project) -> PathBuf {
    project.target().join("fuzz")
}

/// What became of one target.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    runs: u64,
    per_second: u64,
    edges: u64,
    corpus: u64,
    findings: u64,
}

/// Starts from what earlier runs found worth keeping and from the seeds.
fn fuzz(project: &Project, program: &Path, target: &str, options: &Options) -> Result<Outcome> {
    let corpus = folder(project).join("corpus").join(target);
    let findings = folder(project).join("findings").join(target);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&findings)?;
    let mut command = Command::new(program);
    command.arg(&corpus).arg(project.root().join("fuzz/seeds").join(target)).env("FUZZ_TARGET", target);
    command.args([format!("-runs={}", options.runs), format!("-max_len={}", options.longest)]);
    command.arg(format!("-artifact_prefix={}/", findings.display()));
    command.args(LIMITS).args(["-print_final_stats=1", "-seed=1"]);
    let words = project.root().join("fuzz/dictionaries").join(target);
    command.args(words.is_file().then(|| format!("-dict={}", words.display())));
    watch(&mut command)
}

/// Passes on what libFuzzer says, and gathers what it came to.
fn watch(command: &mut Command) -> Result<Outcome> {
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut outcome = Outcome::default();
    for line in BufReader::new(child.stderr.take().context("no output")?).lines() {
        let line = line?;
        eprintln!("{line}");
        outcome.hear(&line);
    }
    if !child.wait()?.success() {
        outcome.findings = 1;
    }
    Ok(outcome)
}

impl Outcome {
    fn hear(&mut self, line: &str) {
        let words: Vec<_> = line.split_whitespace().collect();
        for pair in words.windows(2) {
            let number = pair[1].split('/').next().and_then(|number| number.parse().ok());
            let place = match pair[0] {
                "cov:" => &mut self.edges,
                "corp:" => &mut self.corpus,
                "stat::number_of_executed_units:" => &mut self.runs,
                "stat::average_exec_per_sec:" => &mut self.per_second,
                _ => continue,
            };
            *place = number.unwrap_or(*place);
        }
    }

    fn line(&self, target: &str) -> String {
        let Self { runs, per_second, edges, corpus, findings } = self;
        format!("| {target} | {runs} | {per_second} | {edges} | {corpus} | {findings} |")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_came_to_is_read_from_what_libfuzzer_says() {
        let mut outcome = Outcome::default();
        for line in [
            "#8192\tpulse  cov: 10 ft: 90 corp: 30/1Kb lim: 4 exec/s: 4096 rss: 50Mb",
            "#10000000\tDONE   cov: 1234 ft: 5678 corp: 456/78Kb lim: 512 exec/s: 34567 rss: 123Mb",
            "stat::number_of_executed_units: 10000000",
            "stat::average_exec_per_sec:     34567",
        ] {
            outcome.hear(line);
        }
        assert_eq!(outcome.line("filters"), "| filters | 10000000 | 34567 | 1234 | 456 | 0 |");
    }

    #[test]
    fn every_folder_of_seeds_is_a_target_and_another_name_is_refused() {
        let project = Project::find().unwrap();
        assert!(chosen(&project, &[]).unwrap().contains(&"filters".to_owned()));
        assert!(chosen(&project, &["nothing".to_owned()]).is_err());
    }
}
