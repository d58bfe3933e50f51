//! Gongdan (工单): a desk for service organisations.

use std::{
    io::{IsTerminal, stderr},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::{Parser, Subcommand};
use server::{Config, config};

/// A page is made of many small strings; this serves them a quarter faster than the system's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "gongdan", version, about)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

impl AsMut<Config> for Cli {
    fn as_mut(&mut self) -> &mut Config {
        &mut self.config
    }
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
    /// Prints the settings in force and where each comes from, secrets masked.
    Config,
    /// Asks the desk at the address of these settings whether it is well; for containers and monitors.
    Health,
    /// Brings the database's schema up to date; serving does the same when it starts.
    Migrate {
        /// Change nothing; say what there is to do, and fail if there is anything.
        #[arg(long)]
        check: bool,
    },
    /// Writes the database and the attachments of the desk to one file, while it is open.
    Backup {
        /// The file to write, or a folder in which it is named after the present moment.
        to: PathBuf,
    },
    /// Brings a backup back. The desk must be closed.
    Restore {
        /// A file that `backup` has written.
        from: PathBuf,
        /// Change nothing; only say whether the backup is whole.
        #[arg(long)]
        check: bool,
        /// Put what is there aside and take its place.
        #[arg(long)]
        replace: bool,
    },
}

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<ExitCode> {
    let (Cli { config, command }, layers) = config::read::<Cli>(std::env::args_os())?;
    let command = command.unwrap_or(Command::Serve);
    if let Command::Config = command {
        print!("{}", config::shown(&config, &layers));
        return Ok(ExitCode::SUCCESS);
    }
    log(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(execute(config, command))
}

async fn execute(config: Config, command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve => server::serve(config).await?,
        Command::Demo { staff, tickets } => server::demo(&config, staff, tickets).await?,
        Command::SetupLink => setup_link(&config).await?,
        Command::Config => {}
        Command::Health => server::health(&config).await?,
        Command::Migrate { check: true } => return server::check_schema(&config).await,
        Command::Migrate { check: false } => server::migrate(&config).await?,
        Command::Backup { to } => server::backup(&config, &to).await?,
        Command::Restore { from, check: true, .. } => server::check_backup(&from).await?,
        Command::Restore { from, check: false, replace } => server::restore(&config, &from, replace).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn log(config: &Config) -> Result<()> {
    let log = tracing_subscriber::fmt().with_env_filter(config.filter()?).with_writer(stderr);
    let log = log.with_ansi(stderr().is_terminal());
    if config.log_json {
        log.json().init()
    } else {
        log.init()
    }
    Ok(())
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
