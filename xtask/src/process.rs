//! Starting programs and waiting for them.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program to its end, its output going to the terminal; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| missing(command))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs a program to its end and returns what it printed; its errors go to the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().with_context(|| missing(command))?;
    if !output.status.success() {
        bail!("{} ended with {}", name(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether a program runs and succeeds; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// Where on the `PATH` a program is.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Asks a process to end, as Ctrl-C would.
pub fn interrupt(id: u32) {
    succeeds(Command::new("kill").args(["-INT", &id.to_string()]));
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn missing(command: &Command) -> String {
    format!("{} could not be started: is it installed and on the PATH?", command.get_program().display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(Command::new("false").arg("--loudly")).unwrap_err();
        assert!(error.to_string().starts_with("false --loudly ended with"), "{error}");
    }

    #[test]
    fn an_unknown_program_is_an_error_that_says_it_may_be_missing() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("is it installed"), "{error}");
        assert!(find("no-such-program-here").is_none());
    }

    #[test]
    fn output_is_what_the_program_printed() {
        assert_eq!(output(Command::new("echo").arg("工单")).unwrap(), "工单\n");
    }
}
