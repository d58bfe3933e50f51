//! Where the server listens and where it keeps things: flags, over environment variables, over a file.

mod file;
mod layers;
mod shown;
mod site;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::{Context, Result};
use clap::{ArgAction, Args, builder::FalseyValueParser};
use desk::{Desk, Settings};
use tracing_subscriber::EnvFilter;

pub use layers::{Layers, Origin, read};
pub use shown::{masked, shown};

/// The settings of one server process.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// A TOML file with settings under the names below, written with underscores.
    #[arg(id = "config", long = "config", env = "GONGDAN_CONFIG", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long, env = "GONGDAN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder for attachments and, without another database, the SQLite file.
    #[arg(long, env = "GONGDAN_DATA", default_value = "data")]
    pub data: PathBuf,
    /// A SQLite or PostgreSQL address; the default is gongdan.db in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// A file that holds the database's address, for those who keep secrets in files.
    #[arg(long, env = "DATABASE_URL_FILE", value_name = "FILE")]
    pub database_url_file: Option<PathBuf>,
    /// The folder with the browser side.
    #[arg(long, env = "GONGDAN_SITE", default_value_os_t = site::usual())]
    pub site: PathBuf,
    /// The address that people type; with https the cookies are marked secure.
    #[arg(long, env = "GONGDAN_BASE_URL")]
    pub base_url: Option<String>,
    /// Take the client's address from the last entry of X-Forwarded-For.
    #[arg(long, env = "GONGDAN_TRUST_PROXY", value_parser = FalseyValueParser::new(), action = ArgAction::Set)]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false")]
    pub trust_proxy: bool,
    /// Requests per second that one address may make on average; 0 sets no limit.
    #[arg(long, env = "GONGDAN_RATE", default_value_t = 200)]
    pub rate: u32,
    /// Networks that webhooks may be sent into although they are not public, such as 10.0.0.0/8; several with commas.
    #[arg(long, env = "GONGDAN_WEBHOOK_ALLOW", value_delimiter = ',')]
    pub webhook_allow: Vec<webhook::Cidr>,
    /// Let webhooks be sent without encryption.
    #[arg(long, env = "GONGDAN_WEBHOOK_HTTP", value_parser = FalseyValueParser::new(), action = ArgAction::Set)]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false")]
    pub webhook_http: bool,
    /// Write the log as JSON lines.
    #[arg(long, env = "GONGDAN_LOG_JSON", value_parser = FalseyValueParser::new(), action = ArgAction::Set)]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false")]
    pub log_json: bool,
    /// What the log tells: error, warn, info, debug or trace, also by module.
    #[arg(long, env = "RUST_LOG", default_value = "info")]
    pub log: String,
}

impl Config {
    /// The address that people type, without a slash at its end.
    pub fn base_url(&self) -> String {
        match &self.base_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None if self.listen.ip().is_unspecified() => format!("http://localhost:{}", self.listen.port()),
            None => format!("http://{}", self.listen),
        }
    }

    /// Whether people reach the desk by https.
    pub fn secure(&self) -> bool {
        self.base_url().starts_with("https://")
    }

    /// Opens the desk that these settings name, and brings its schema up to date.
    pub async fn open_desk(&self) -> Result<Desk> {
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("{} cannot be made", self.data.display()))?;
        let desk = Desk::open(self.settings()).await.context("the database cannot be opened")?;
        let rules = webhook::Rules { allow: self.webhook_allow.clone(), http: self.webhook_http };
        Ok(desk.sending_by(Arc::new(webhook::Outlet::new(rules))))
    }

    /// What the log tells; an error says what is not understood.
    pub fn filter(&self) -> Result<EnvFilter> {
        EnvFilter::try_new(&self.log).with_context(|| format!("log = {:?} is not understood", self.log))
    }

    /// What the desk needs to know.
    pub fn settings(&self) -> Settings {
        let database_url = match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite://{}", self.data.join("gongdan.db").display()),
        };
        Settings { database_url, data_dir: self.data.clone(), clock: desk::Clock::real() }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        config: Config,
    }

    fn config(flags: &[&str]) -> Config {
        Flags::try_parse_from(["server"].iter().chain(flags)).map(|flags| flags.config).expect("valid flags")
    }

    #[test]
    fn the_base_url_follows_the_listening_address() {
        assert_eq!(config(&["--listen", "0.0.0.0:9000"]).base_url(), "http://localhost:9000");
        assert_eq!(config(&["--listen", "10.0.0.7:80"]).base_url(), "http://10.0.0.7:80");
    }

    #[test]
    fn https_makes_the_desk_secure() {
        let config = config(&["--base-url", "https://desk.example.com/"]);
        assert!(config.secure());
        assert_eq!(config.base_url(), "https://desk.example.com");
    }
}
