//! Titles, durations and the closing table.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Runs one step under its title and says how long it took.
pub fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    timed(title, work).0
}

/// The steps of a longer command; a failing one does not keep the others from running.
#[derive(Default)]
pub struct Report {
    lines: Vec<Line>,
}

struct Line {
    title: String,
    took: Duration,
    passed: bool,
}

impl Report {
    /// Runs one step and remembers how it ended; nothing when it failed.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let (result, took) = timed(title, work);
        self.lines.push(Line { title: title.into(), took, passed: result.is_ok() });
        result.inspect_err(|error| eprintln!("{error:#}")).ok()
    }

    /// Prints the table; an error when a step failed.
    pub fn close(self) -> Result<()> {
        println!("\n{}", self.table());
        match self.lines.iter().filter(|line| !line.passed).count() {
            0 => Ok(()),
            failed => bail!("{failed} of {} steps failed", self.lines.len()),
        }
    }

    fn table(&self) -> String {
        let row = |line: &Line| {
            let mark = if line.passed { "ok    " } else { "FAILED" };
            format!("{mark}  {:>8}  {}", seconds(line.took), line.title)
        };
        self.lines.iter().map(row).collect::<Vec<_>>().join("\n")
    }
}

fn timed<T>(title: &str, work: impl FnOnce() -> Result<T>) -> (Result<T>, Duration) {
    println!("\n── {title}");
    let start = now();
    let result = work();
    let took = start.elapsed();
    let end = if result.is_ok() { "done" } else { "failed" };
    println!("── {title}: {end} after {}", seconds(took));
    (result, took)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[expect(clippy::disallowed_methods, reason = "measures the commands themselves; there is no ctx here")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_stands_in_the_table_and_fails_the_whole() {
        let mut report = Report::default();
        assert_eq!(report.step("one", || Ok(1)), Some(1));
        assert_eq!(report.step("two", || -> Result<()> { bail!("broken") }), None);
        let table = report.table();
        assert!(table.starts_with("ok") && table.contains("FAILED"), "{table}");
        assert_eq!(report.close().unwrap_err().to_string(), "1 of 2 steps failed");
    }
}
