//! Measures the desk against a hand-written floor on the same rows. `cargo xtask bench` builds everything and runs this.

mod client;
mod corpus;
mod floor;
mod measure;
mod moment;
mod random;
mod run;

use std::net::SocketAddr;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures; what `cargo xtask bench` runs.
    Run(run::Options),
    /// Serves the floor over a database that the desk has made.
    Floor {
        /// Its address.
        #[arg(long)]
        database_url: String,
        /// Where to listen.
        #[arg(long)]
        listen: SocketAddr,
    },
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Run(options) => {
            run::pin_client();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(run::run(options))
        }
        Command::Floor { database_url, listen } => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
            runtime.block_on(floor::serve(&database_url, listen))
        }
    }
}
