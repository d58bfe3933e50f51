//! What is measured, how long.

use std::{path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};

use super::work::Work;

/// What a run needs to know.
#[derive(Args, Clone)]
pub struct Options {
    /// The server to measure.
    #[arg(long)]
    pub server: PathBuf,
    /// The folder with the browser side.
    #[arg(long)]
    pub site: PathBuf,
    /// Where corpora are kept between runs.
    #[arg(long)]
    pub cache: PathBuf,
    /// A PostgreSQL server on this machine, for somebody who may make databases.
    #[arg(long)]
    pub postgres_url: Option<String>,
    /// The PostgreSQL server serves nothing else, so that it may be moved to the servers' core.
    #[arg(long)]
    pub postgres_is_ours: bool,
    /// Which engines.
    #[arg(long, value_enum, default_value_t = Choice::Both)]
    pub engine: Choice,
    /// In less than 45 seconds: SQLite, 10,000 and 100,000 tickets, the figures of the JSON line.
    #[arg(long)]
    pub quick: bool,
    /// End with one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// The engines of a run.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Choice {
    /// The embedded one.
    Sqlite,
    /// The one that is a server.
    Postgres,
    /// One after the other.
    Both,
}

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The one that is a server.
    Postgres,
}

impl Engine {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// What is measured, how long.
pub struct Plan {
    /// One after the other.
    pub engines: Vec<Engine>,
    /// Numbers of tickets, ascending.
    pub sizes: Vec<i64>,
    /// What is compared with the floor, at the sizes from here on.
    pub pairs: Vec<Work>,
    /// The first size at which it is.
    pub pairs_from: i64,
    /// What is compared between sizes.
    pub growing: Vec<Work>,
    /// How long the same server is measured against itself.
    pub control: Duration,
    /// How long each work is measured at each size.
    pub each: Duration,
    /// How long inserts run in each of four turns.
    pub creating: Duration,
    /// How often the server is started.
    pub starts: usize,
    /// How many sockets are opened.
    pub sockets: usize,
}

impl Plan {
    /// The plan of these options.
    pub fn of(options: &Options) -> Self {
        if options.quick { Self::quick(options) } else { Self::full(options) }
    }

    fn quick(options: &Options) -> Self {
        let seconds = Duration::from_secs_f64;
        Self {
            engines: engines(if options.engine == Choice::Both { Choice::Sqlite } else { options.engine }),
            sizes: vec![10_000, 100_000],
            pairs: vec![Work::List, Work::Detail],
            pairs_from: 100_000,
            growing: vec![Work::List],
            control: seconds(4.0),
            each: seconds(4.0),
            creating: seconds(0.75),
            starts: 3,
            sockets: 500,
        }
    }

    fn full(options: &Options) -> Self {
        let seconds = Duration::from_secs;
        Self {
            engines: engines(options.engine),
            sizes: vec![10_000, 100_000, 1_000_000],
            pairs: vec![Work::List, Work::ListData, Work::Detail, Work::DetailData, Work::Overview],
            pairs_from: 0,
            growing: vec![Work::List, Work::Detail],
            control: seconds(10),
            each: seconds(8),
            creating: seconds(4),
            starts: 7,
            sockets: 1000,
        }
    }

    /// The size at which everything else is measured.
    pub fn largest(&self) -> i64 {
        self.sizes.last().copied().unwrap_or_default()
    }
}

fn engines(choice: Choice) -> Vec<Engine> {
    match choice {
        Choice::Sqlite => vec![Engine::Sqlite],
        Choice::Postgres => vec![Engine::Postgres],
        Choice::Both => vec![Engine::Sqlite, Engine::Postgres],
    }
}
