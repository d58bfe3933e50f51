//! What is printed: a table for the README, and one line of JSON.

use std::fmt::Write;

use serde_json::json;

use super::{
    ground::Ground,
    interleave::Taken,
    plan::{Engine, Plan},
    reading::ratios,
    work::Work,
};
use crate::measure::Estimate;

const CONTROL: std::ops::RangeInclusive<f64> = 0.97..=1.03;

/// A figure of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    /// From the start to the first page of the inbox.
    StartMs,
    /// With nobody there.
    IdleMib,
    /// Each open page.
    KibPerSocket,
    /// Of a hundred searches, 99 take no longer.
    SearchP99Ms,
    /// By 64 clients.
    DurableCreatesPerS,
    /// The bare insert, by 64 clients.
    FloorCreatesPerS,
    /// Of one ticket, 64 at once.
    CreateCpuMs,
    /// Of one bare insert, 64 at once.
    FloorCreateCpuMs,
    /// Of the disk.
    FsyncMs,
}

/// One kind of request at one size.
pub struct Line {
    engine: Engine,
    tickets: i64,
    work: Work,
    cpu_ms: f64,
    p50_ms: f64,
    p99_ms: f64,
    floor: FloorLine,
}

struct FloorLine {
    cpu_ms: f64,
    p50_ms: f64,
    p99_ms: f64,
    /// Our speed in units of the floor's.
    share: Estimate,
}

impl Line {
    /// Of what both sides' turns came to.
    pub fn of(ground: &Ground, work: Work, ours: &Taken, floor: &Taken) -> Self {
        Self {
            engine: ground.store.engine,
            tickets: ground.store.tickets,
            work,
            cpu_ms: ours.cpu(),
            p50_ms: ours.latency(50.0),
            p99_ms: ours.latency(99.0),
            floor: FloorLine {
                cpu_ms: floor.cpu(),
                p50_ms: floor.latency(50.0),
                p99_ms: floor.latency(99.0),
                share: Estimate::of(&ratios(ours, floor)),
            },
        }
    }
}

/// Everything that was measured.
#[derive(Default)]
pub struct Report {
    lines: Vec<Line>,
    scalars: Vec<(Engine, i64, Scalar, f64)>,
    growths: Vec<(Engine, Work, Estimate)>,
    controls: Vec<(Engine, Estimate)>,
    /// The pages whose wasm is weighed.
    pub pages: Option<Vec<String>>,
    /// The wasm of signing in and of the inbox, in KiB of brotli.
    pub wasm_kib: f64,
}

impl Report {
    /// Nothing yet.
    pub fn begin() -> Self {
        Self::default()
    }

    /// Notes one kind of request at one size.
    pub fn line(&mut self, line: Line) {
        let FloorLine { cpu_ms, share, .. } = &line.floor;
        let floor = format!("floor {cpu_ms:.3} ms, {:.2} of its speed", share.median);
        eprintln!("  {} at {}: {:.3} ms, {floor}", line.work.name(), line.tickets, line.cpu_ms);
        self.lines.push(line);
    }

    /// Notes a figure.
    pub fn scalar(&mut self, ground: &Ground, scalar: Scalar, value: f64) {
        eprintln!("  {scalar:?} at {}: {value:.2}", ground.store.tickets);
        self.scalars.push((ground.store.engine, ground.store.tickets, scalar, value));
    }

    /// Notes how cost grows with tickets.
    pub fn growth(&mut self, ground: &Ground, work: Work, exponent: Estimate) {
        eprintln!("  {} grows with exponent {:.3}", work.name(), exponent.median);
        self.growths.push((ground.store.engine, work, exponent));
    }

    /// Notes what the same server against itself gave.
    pub fn control(&mut self, ground: &Ground, ratio: Estimate) {
        eprintln!("  A/A control: {:.3}", ratio.median);
        self.controls.push((ground.store.engine, ratio));
    }

    /// Whether the same server against itself came out even.
    pub fn is_sound(&self) -> bool {
        self.controls.iter().all(|(_, ratio)| CONTROL.contains(&ratio.median))
    }

    /// The tables.
    pub fn markdown(&self, plan: &Plan) -> String {
        let mut text = String::new();
        for &engine in &plan.engines {
            let written = self.engine(&mut text, engine);
            written.expect("a string takes everything");
        }
        text
    }

    fn engine(&self, text: &mut String, engine: Engine) -> std::fmt::Result {
        writeln!(text, "\n**{}** (CPU: the whole process tree, the database included)\n", engine.name())?;
        writeln!(
            text,
            "| what | tickets | at once | CPU ms | p50 / p99 ms | floor's CPU ms | floor's p50 / p99 ms | of the floor's speed |"
        )?;
        writeln!(text, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
        for line in self.lines.iter().filter(|line| line.engine == engine) {
            self.line_of(text, line)?;
        }
        writeln!(text, "\n| what | value |\n|---|--:|")?;
        for (_, tickets, scalar, value) in self.scalars.iter().filter(|it| it.0 == engine) {
            let digits = if *value < 1.0 { 3 } else { 1 };
            writeln!(text, "| {} at {} | {value:.digits$} |", scalar.name(), thousands(*tickets))?;
        }
        let of = |wanted| self.scalars.iter().find(|it| it.0 == engine && it.2 == wanted).map(|it| it.3);
        if let (Some(ours), Some(floor)) = (of(Scalar::DurableCreatesPerS), of(Scalar::FloorCreatesPerS)) {
            writeln!(text, "| creates, of the bare insert's speed | {:.2} |", ours / floor)?;
        }
        for (_, work, exponent) in self.growths.iter().filter(|it| it.0 == engine) {
            let Estimate { median, low, high } = exponent;
            writeln!(text, "| growth exponent, {} | {median:.3} ({low:.3} to {high:.3}) |", work.name())?;
        }
        for (_, Estimate { median, low, high }) in self.controls.iter().filter(|it| it.0 == engine) {
            writeln!(text, "| A/A control | {median:.3} ({low:.3} to {high:.3}) |")?;
        }
        writeln!(text, "| wasm of sign-in and inbox, KiB of brotli | {:.0} |", self.wasm_kib)
    }

    fn line_of(&self, text: &mut String, line: &Line) -> std::fmt::Result {
        let Line { cpu_ms, p50_ms, p99_ms, .. } = line;
        let (name, tickets, lanes) = (line.work.name(), thousands(line.tickets), line.work.lanes());
        write!(text, "| {name} | {tickets} | {lanes} | {cpu_ms:.3} | {p50_ms:.2} / {p99_ms:.2} |")?;
        let FloorLine { cpu_ms, p50_ms, p99_ms, share: Estimate { median, low, high } } = &line.floor;
        writeln!(text, " {cpu_ms:.3} | {p50_ms:.2} / {p99_ms:.2} | **{median:.2}** ({low:.2} to {high:.2}) |")
    }

    /// The figures that a release must hold, of the first engine at its largest size.
    pub fn json(&self) -> String {
        let first = self.controls.first().map(|(engine, _)| *engine);
        let of_floor = |work: Work| {
            let is_it = |line: &&Line| Some(line.engine) == first && line.work == work;
            let found = self.lines.iter().rev().find(is_it);
            found.map(|line| rounded(line.floor.share.median))
        };
        let scalar = |wanted: Scalar| {
            let found = self.scalars.iter().find(|it| Some(it.0) == first && it.2 == wanted);
            found.map(|(_, _, _, value)| rounded(*value))
        };
        let growth = self.growths.iter().find(|it| Some(it.0) == first && it.1 == Work::List);
        json!({
            "list_of_floor": of_floor(Work::List),
            "detail_of_floor": of_floor(Work::Detail),
            "list_growth_exponent": growth.map(|it| rounded(it.2.median)),
            "search_p99_ms": scalar(Scalar::SearchP99Ms),
            "durable_creates_per_s": scalar(Scalar::DurableCreatesPerS),
            "idle_mib": scalar(Scalar::IdleMib),
            "start_ms": scalar(Scalar::StartMs),
            "kib_per_socket": scalar(Scalar::KibPerSocket),
            "wasm_inbox_br_kb": rounded(self.wasm_kib),
        })
        .to_string()
    }
}

impl Scalar {
    fn name(self) -> &'static str {
        match self {
            Self::StartMs => "start to first page of the inbox, ms",
            Self::IdleMib => "idle memory, MiB",
            Self::KibPerSocket => "memory per open page, KiB",
            Self::SearchP99Ms => "search, p99 ms",
            Self::DurableCreatesPerS => "durable creates per second, 64 clients",
            Self::FloorCreatesPerS => "bare durable inserts per second, 64 clients",
            Self::CreateCpuMs => "CPU ms of a create",
            Self::FloorCreateCpuMs => "CPU ms of a bare insert",
            Self::FsyncMs => "fdatasync of the disk, ms",
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_json_has_the_names_that_were_agreed() {
        let line: serde_json::Value = serde_json::from_str(&Report::begin().json()).unwrap();
        let mut names: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        let agreed = [
            "detail_of_floor",
            "durable_creates_per_s",
            "idle_mib",
            "kib_per_socket",
            "list_growth_exponent",
            "list_of_floor",
            "search_p99_ms",
            "start_ms",
            "wasm_inbox_br_kb",
        ];
        assert_eq!(names, agreed);
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(thousands(1_000_000), "1,000,000");
        assert_eq!(thousands(100), "100");
    }
}
