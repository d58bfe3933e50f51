//! Building and starting again on every save.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::build::{self, Profile};
use crate::process;
use crate::project::Project;
use crate::serve;

const FOLDERS: [&str; 7] =
    ["app", "server", "migrations", "style", "frontend/src", "frontend/js", "frontend/public"];
const POLL: Duration = Duration::from_millis(400);

/// The number of source files and the newest change: either differs after a save.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
struct Sources {
    files: usize,
    newest: Option<SystemTime>,
}

/// Serves, and on every save builds and restarts; a build that fails leaves the old server running.
pub fn watch(project: &Project, options: &serve::Options) -> Result<()> {
    let mut running = Running(None);
    loop {
        let seen = Sources::of(project);
        match build::everything(project, Profile::Dev) {
            Ok(built) => {
                running.stop();
                running.0 = Some(serve::start(project, &built, options)?);
            }
            Err(error) => eprintln!("{error:#}\nWaiting for the next save."),
        }
        while Sources::of(project) == seen {
            sleep(POLL);
        }
    }
}

struct Running(Option<Child>);

impl Running {
    fn stop(&mut self) {
        if let Some(mut child) = self.0.take() {
            process::interrupt(child.id());
            child.wait().ok();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Sources {
    fn of(project: &Project) -> Self {
        let mut sources = Self::default();
        for folder in FOLDERS {
            sources.add(&project.root().join(folder));
        }
        sources
    }

    fn add(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => self.add(&entry.path()),
                Ok(metadata) => {
                    self.files += 1;
                    self.newest = self.newest.max(metadata.modified().ok());
                }
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_in_a_subfolder_is_a_change() {
        let folder = std::env::temp_dir().join(format!("gongdan-watch-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        let look = || {
            let mut sources = Sources::default();
            sources.add(&folder);
            sources
        };
        let before = look();
        fs::write(folder.join("deep/new.rs"), "").unwrap();
        assert_ne!(before, look());
        fs::remove_dir_all(folder).unwrap();
    }
}
