//! Gongdan (工单): a desk for service organisations.

use anyhow::Result;
use clap::{Parser, Subcommand};
use server::Config;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Subcommand)]
enum Command {
    /// Serves the desk; what happens when nothing else is said.
    Serve,
    /// Fills the database with a believable service centre and prints its passwords.
    Demo {
        /// How many people.
        #[arg(long, default_value_t = 20)]
        staff: usize,
        /// How many tickets.
        #[arg(long, default_value_t = 10_000)]
        tickets: usize,
    },
    /// Prints a new one-time link for the administrator's account, as long as nobody has one.
    SetupLink,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Cli { config, command } = Cli::parse();
    log(&config);
    match command.unwrap_or(Command::Serve) {
        Command::Serve => server::serve(config).await,
        Command::Demo { staff, tickets } => server::demo(&config, staff, tickets).await,
        Command::SetupLink => setup_link(&config).await,
    }
}

fn log(config: &Config) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_json { log.json().init() } else { log.init() }
}

async fn setup_link(config: &Config) -> Result<()> {
    if !server::announce(&config.open_desk().await?, config).await? {
        println!(
            "管理员已设置，请直接登录 / The administrator exists already, sign in at {}",
            config.base_url()
        );
    }
    Ok(())
}
