//! Finding PostgreSQL's programs, and somebody they may run as.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{install, process};

const DEBIAN: &str = "/usr/lib/postgresql";
/// PostgreSQL refuses to run as root; the first of these that exists takes its place.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// The programs of one PostgreSQL installation.
pub struct Programs {
    folder: PathBuf,
    owner: Option<Owner>,
}

/// An account of this machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Owner {
    /// Its user number.
    pub user: u32,
    /// Its group number.
    pub group: u32,
}

impl Programs {
    /// Finds PostgreSQL, installing it first when it is missing.
    pub fn ensure() -> Result<Self> {
        if find().is_none() {
            install::packages(&["postgresql"], "the tests run on SQLite and on PostgreSQL")?;
        }
        let folder = find().context("PostgreSQL was installed but its initdb is nowhere to be found")?;
        let owner = if install::is_root() { Some(unprivileged()?) } else { None };
        Ok(Self { folder, owner })
    }

    /// A program of this installation, run in a folder as the owner of the database.
    pub fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.current_dir(folder).env("LC_ALL", "C");
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes a folder that the owner of the database may write to.
    pub fn make_folder(&self, folder: &Path) -> Result<()> {
        fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        if let Some(Owner { user, group }) = self.owner {
            std::os::unix::fs::chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }
}

/// The folder that holds `initdb` and `postgres`.
fn find() -> Option<PathBuf> {
    let on_path = process::find("initdb").and_then(|file| file.canonicalize().ok());
    let on_path = on_path.and_then(|file| file.parent().map(Path::to_owned));
    on_path
        .into_iter()
        .chain(debian())
        .chain(configured())
        .find(|folder| ["initdb", "postgres"].iter().all(|program| folder.join(program).is_file()))
}

/// Debian's folders, the newest version first.
fn debian() -> Vec<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut versions: Vec<u32> =
        versions.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions.iter().map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin")).collect()
}

fn configured() -> Option<PathBuf> {
    process::find("pg_config")?;
    let folder = process::output(Command::new("pg_config").arg("--bindir")).ok()?;
    Some(folder.trim().into())
}

fn unprivileged() -> Result<Owner> {
    let accounts = fs::read_to_string("/etc/passwd").context("cannot read the accounts of this machine")?;
    UNPRIVILEGED
        .iter()
        .find_map(|name| owner(&accounts, name))
        .context("PostgreSQL must not run as root, and there is neither an account postgres nor nobody")
}

fn owner(accounts: &str, name: &str) -> Option<Owner> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some(Owner { user, group })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0::/root:/bin/sh\npostgresql:x:7:8:::\npostgres:x:101:104::/var:/bin/sh\n";
        assert_eq!(owner(accounts, "postgres"), Some(Owner { user: 101, group: 104 }));
        assert_eq!(owner(accounts, "nobody"), None);
    }
}
