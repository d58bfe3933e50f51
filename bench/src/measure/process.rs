//! What the kernel knows of processes.

use std::{collections::HashMap, fs};

use anyhow::{Context, Result};

/// A process with all its children, or several such.
#[derive(Clone)]
pub struct Tree(Vec<u32>);

/// The processor time that every thread of a tree has had, in nanoseconds.
pub struct Sample(HashMap<(u32, u32), u64>);

impl Tree {
    /// Everything that belongs to one server.
    pub fn of(roots: impl IntoIterator<Item = u32>) -> Self {
        Self(roots.into_iter().collect())
    }

    /// What every thread has had so far.
    pub fn sample(&self) -> Sample {
        let mut times = HashMap::new();
        let mut processes = self.0.clone();
        while let Some(process) = processes.pop() {
            for thread in threads(process) {
                let folder = format!("/proc/{process}/task/{thread}");
                let schedstat = fs::read_to_string(format!("{folder}/schedstat")).unwrap_or_default();
                let spent = schedstat.split(' ').next().and_then(|text| text.parse().ok());
                times.insert((process, thread), spent.unwrap_or(0));
                let children = fs::read_to_string(format!("{folder}/children")).unwrap_or_default();
                processes.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
            }
        }
        Sample(times)
    }
}

impl Sample {
    /// The processor time between an earlier sample and this, in milliseconds. A thread that has ended meanwhile takes
    /// its share with it; those that do the work do not end.
    pub fn millis_since(&self, earlier: &Self) -> f64 {
        let nanos: u64 = self
            .0
            .iter()
            .map(|(thread, spent)| spent.saturating_sub(earlier.0.get(thread).copied().unwrap_or(0)))
            .sum();
        nanos as f64 / 1e6
    }
}

fn threads(process: u32) -> Vec<u32> {
    let entries = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// The memory of a process, what it shares divided among those who share it.
pub fn pss_kib(process: u32) -> Result<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_seen_in_the_processor_time() {
        let tree = Tree::of([std::process::id()]);
        let before = tree.sample();
        let sum = (0..3_000_000u64).fold(1u64, |sum, n| sum.wrapping_mul(31).wrapping_add(n ^ sum));
        assert_ne!(sum, 0);
        assert!(tree.sample().millis_since(&before) > 0.0);
        assert!(pss_kib(std::process::id()).is_ok_and(|kib| kib > 100));
    }
}
