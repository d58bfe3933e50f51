//! Which of flag, environment, file and default has the say about each setting.

use std::{ffi::OsString, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Arg, ArgMatches, Args, Command, Parser, parser::ValueSource};

use super::{
    Config,
    file::{self, Saids},
};

/// Where a setting's value comes from; what stands further down has the say over what stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// This line of the file.
    File(usize),
    /// The variable of the environment.
    Environment,
    /// The command line.
    Flag,
}

/// Everything that was said, by flags, environment and file.
pub struct Layers {
    matches: ArgMatches,
    saids: Saids,
}

/// Reads a command line, with the environment and the file behind it. A command line that is not understood, or asks
/// for help, ends the program as usual.
pub fn read<C>(args: impl IntoIterator<Item = OsString>) -> Result<(C, Layers)>
where
    C: Parser + AsMut<Config>,
{
    let args: Vec<OsString> = args.into_iter().collect();
    let matches =
        command::<C>(&Saids::new()).try_get_matches_from(&args).unwrap_or_else(|error| error.exit());
    let mut layers = Layers { matches, saids: Saids::new() };
    if let Some(path) = layers.matches.get_one::<PathBuf>("config") {
        layers.saids = file::read(path, &settings())?;
        layers.matches = command::<C>(&layers.saids).try_get_matches_from(&args)?;
    }
    let mut cli = C::from_arg_matches(&layers.matches)?;
    layers.settle(cli.as_mut())?;
    Ok((cli, layers))
}

/// All settings, as the flags they are.
pub(super) fn settings() -> Vec<Arg> {
    Config::augment_args(Command::new("settings")).get_arguments().cloned().collect()
}

/// The command line, on which settings may stand anywhere; the file's values are its defaults.
fn command<C: Parser>(saids: &Saids) -> Command {
    settings().iter().fold(C::command(), |command, setting| {
        let name = setting.get_id().as_str();
        command.mut_arg(name, |arg| {
            let arg = arg.global(true);
            match saids.get(name) {
                Some(said) => arg.default_value(said.value.clone()),
                None => arg,
            }
        })
    })
}

impl Layers {
    /// Where the setting's value comes from.
    pub fn origin(&self, name: &str) -> Origin {
        match self.matches.value_source(name) {
            Some(ValueSource::CommandLine) => Origin::Flag,
            Some(ValueSource::EnvVariable) => Origin::Environment,
            _ => self.saids.get(name).map_or(Origin::Default, |said| Origin::File(said.line)),
        }
    }

    /// The setting's value as it was said, several with commas.
    pub fn said(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self.matches.get_raw(name)?.map(std::ffi::OsStr::to_string_lossy).collect();
        Some(values.join(","))
    }

    /// Takes the secret from its file, unless it was said itself by somebody who has more say.
    fn settle(&self, config: &mut Config) -> Result<()> {
        let Some(path) = &config.database_url_file else { return Ok(()) };
        let (plain, in_file) = (self.origin("database_url"), self.origin("database_url_file"));
        if config.database_url.is_some() {
            ensure!(
                std::mem::discriminant(&plain) != std::mem::discriminant(&in_file),
                "database_url and database_url_file are said in the same place; say one of them"
            );
        }
        if in_file > plain {
            let secret = fs::read_to_string(path);
            let secret = secret.with_context(|| format!("{} cannot be read", path.display()))?;
            config.database_url = Some(secret.trim().to_owned());
        }
        Ok(())
    }
}
