//! Servers of a run that was killed before it could clean up.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use crate::process::{interrupt, succeeds};

const PREFIX: &str = "gongdan-postgres-";

/// The folder for a server of this run; its name tells whose it is.
pub fn folder(locale: &str) -> PathBuf {
    env::temp_dir().join(format!("{PREFIX}{}-{locale}", process::id()))
}

/// Stops and deletes the servers whose run no longer lives.
pub fn remove() {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if owner(&name.to_string_lossy()).is_some_and(|owner| !lives(owner)) {
            stop(&entry.path());
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// The run that a folder belongs to.
fn owner(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split('-').next()?.parse().ok()
}

fn lives(id: u32) -> bool {
    succeeds(Command::new("kill").args(["-0", &id.to_string()]))
}

/// Interrupts the server of a folder, if the number it noted is still a server of this folder.
fn stop(folder: &Path) {
    let data = folder.join("data");
    let Ok(noted) = fs::read_to_string(data.join("postmaster.pid")) else {
        return;
    };
    let mut lines = noted.lines();
    let id = lines.next().and_then(|line| line.trim().parse().ok());
    if let Some(id) = id.filter(|_| lines.next().is_some_and(|noted| Path::new(noted) == data)) {
        interrupt(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_tells_whose_it_is() {
        let folder = folder("C.UTF-8");
        let name = folder.file_name().unwrap().to_string_lossy();
        assert_eq!(owner(&name), Some(process::id()));
        assert_eq!(owner("something-else-7-C"), None);
    }

    #[test]
    fn this_process_lives() {
        assert!(lives(process::id()));
    }
}
