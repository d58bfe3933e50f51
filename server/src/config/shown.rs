//! The settings in force, as a file of settings would say them, secrets masked.

use clap::Arg;

use super::{
    Config,
    layers::{Layers, Origin, settings},
};

const MASK: &str = "***";

/// One line for each setting, with where its value comes from. What nobody set stands behind a `#`.
pub fn shown(config: &Config, layers: &Layers) -> String {
    let settings: Vec<Arg> = settings().into_iter().filter(|setting| setting.get_id() != "config").collect();
    let lines: Vec<_> = settings.iter().map(|setting| line(config, layers, setting)).collect();
    let width = lines.iter().map(|(said, _)| said.chars().count()).max().unwrap_or_default();
    let mut text = config.file.as_ref().map(|path| format!("# {}\n", path.display())).unwrap_or_default();
    for (said, origin) in lines {
        text.push_str(&format!("{said:width$}  # {origin}\n"));
    }
    text
}

fn line(config: &Config, layers: &Layers, setting: &Arg) -> (String, String) {
    let name = setting.get_id().as_str();
    let origin = origin(layers.origin(name), setting);
    if name == "database_url" {
        return database(config, layers, origin);
    }
    match layers.said(name) {
        Some(value) => (format!("{name} = {}", literal(&value)), origin),
        None => (format!("# {name} ="), origin),
    }
}

/// The database's address, also where it comes from a file of its own or from the data folder.
fn database(config: &Config, layers: &Layers, origin: String) -> (String, String) {
    let origin = match config.database_url {
        Some(_) if layers.origin("database_url_file") > layers.origin("database_url") => {
            "database_url_file".to_owned()
        }
        Some(_) => origin,
        None => "default, in the data folder".to_owned(),
    };
    (format!("database_url = {}", literal(&masked(&config.settings().database_url))), origin)
}

fn origin(origin: Origin, setting: &Arg) -> String {
    match origin {
        Origin::Default => "default".into(),
        Origin::File(line) => format!("file, line {line}"),
        Origin::Environment => {
            format!("environment, {}", setting.get_env().unwrap_or_default().to_string_lossy())
        }
        Origin::Flag => format!("flag, --{}", setting.get_id().as_str().replace('_', "-")),
    }
}

/// As TOML writes it.
fn literal(value: &str) -> String {
    match value {
        "true" | "false" => value.to_owned(),
        number if number.parse::<u64>().is_ok() => number.to_owned(),
        text => toml::Value::from(text).to_string(),
    }
}

/// An address without its password, whether that stands before the host or among the parameters.
pub fn masked(address: &str) -> String {
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let masked = match rest.rsplit_once('@') {
        Some((who, host)) if !scheme.is_empty() => {
            let who = who.split_once(':').map_or(who.to_owned(), |(name, _)| format!("{name}:{MASK}"));
            format!("{scheme}://{who}@{host}")
        }
        _ => address.to_owned(),
    };
    let said = query.split('&').filter(|said| !said.is_empty());
    let said = said.map(|said| match said.split_once('=') {
        Some((name, _)) if name.contains("password") => format!("{name}={MASK}"),
        _ => said.to_owned(),
    });
    let query = said.collect::<Vec<_>>().join("&");
    if query.is_empty() { masked } else { format!("{masked}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_masked_wherever_it_stands() {
        let cases = [
            ("postgres://gongdan:s3:cr@t@db/gongdan", "postgres://gongdan:***@db/gongdan"),
            ("postgres://gongdan@db:5432/gongdan", "postgres://gongdan@db:5432/gongdan"),
            (
                "postgres:///gongdan?host=/run/pg&password=x&user=g",
                "postgres:///gongdan?host=/run/pg&password=***&user=g",
            ),
            ("sqlite:///var/lib/gongdan/gongdan.db", "sqlite:///var/lib/gongdan/gongdan.db"),
        ];
        for (address, expected) in cases {
            assert_eq!(masked(address), expected);
        }
    }
}
