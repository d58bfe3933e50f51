//! The file of settings: TOML, one line for each, under the names of the flags.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use clap::{Arg, Command};
use toml::de::{DeTable, DeValue};

/// What the file says of one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The value as a flag would take it.
    pub value: String,
    /// The line it stands in.
    pub line: usize,
}

/// What a file says, by the names of the settings.
pub type Saids = BTreeMap<String, Said>;

/// Reads a file. A name that is no setting and a value that does not fit are errors that name the line.
pub fn read(path: &Path, settings: &[Arg]) -> Result<Saids> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    understand(&text, settings).with_context(|| format!("{} is not understood", path.display()))
}

fn understand(text: &str, settings: &[Arg]) -> Result<Saids> {
    let mut saids = Saids::new();
    for (name, value) in DeTable::parse(text)?.get_ref() {
        let line = text[..name.span().start].lines().count().max(1);
        let line = line + usize::from(text[..name.span().start].ends_with('\n'));
        let name = name.get_ref().as_ref();
        let Some(setting) = settings.iter().find(|setting| setting.get_id() == name && name != "config")
        else {
            bail!("line {line}: there is no setting {name}; there are {}", names(settings));
        };
        let said =
            Said { value: plain(value.get_ref()).with_context(|| format!("line {line}: {name}"))?, line };
        check(setting, &said.value).with_context(|| format!("line {line}"))?;
        saids.insert(name.to_owned(), said);
    }
    Ok(saids)
}

fn names(settings: &[Arg]) -> String {
    let names = settings.iter().map(|setting| setting.get_id().as_str()).filter(|name| *name != "config");
    names.collect::<Vec<_>>().join(", ")
}

fn plain(value: &DeValue<'_>) -> Result<String> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        DeValue::Boolean(value) => Ok(value.to_string()),
        DeValue::Integer(number) => Ok(number.as_str().to_owned()),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            bail!("a text, a whole number, true or false is wanted, not {}", value.type_str())
        }
    }
}

/// Lets the flag of the same name judge the value.
fn check(setting: &Arg, value: &str) -> Result<()> {
    let name = setting.get_id().as_str().replace('_', "-");
    let flag = format!("--{name}={value}");
    let judge = Command::new("settings").no_binary_name(true).arg(setting.clone());
    match judge.try_get_matches_from([flag]) {
        Ok(_) => Ok(()),
        Err(error) => {
            bail!("{}", error.to_string().lines().next().unwrap_or_default().replace("error: ", ""))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;
    use crate::Config;

    fn read_text(text: &str) -> Result<Saids, String> {
        let settings: Vec<Arg> =
            Config::augment_args(Command::new("settings")).get_arguments().cloned().collect();
        understand(text, &settings).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn texts_numbers_and_switches_are_read_with_their_lines() {
        let saids =
            read_text("# the desk\nlisten = \"0.0.0.0:80\"\n\nrate = 50\ntrust_proxy = true\n").unwrap();
        let said = |name: &str| (saids[name].value.as_str(), saids[name].line);
        assert_eq!(said("listen"), ("0.0.0.0:80", 2));
        assert_eq!(said("rate"), ("50", 4));
        assert_eq!(said("trust_proxy"), ("true", 5));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let unknown = read_text("rate = 1\nlissten = \"0.0.0.0:80\"").unwrap_err();
        assert!(
            unknown.starts_with("line 2: there is no setting lissten; there are listen, data"),
            "{unknown}"
        );
        let misfit = read_text("\n\nrate = \"much\"").unwrap_err();
        assert!(misfit.starts_with("line 3: invalid value 'much' for '--rate"), "{misfit}");
        let nested = read_text("[listen]\nport = 80").unwrap_err();
        assert!(nested.starts_with("line 1: listen: a text, a whole number"), "{nested}");
        let broken = read_text("rate = 1\nlisten = ").unwrap_err();
        assert!(broken.contains("line 2"), "{broken}");
        assert!(read_text("config = \"another.toml\"").is_err(), "a file does not name another");
    }
}
