//! Where the browser side lies when nobody says.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Beside the program as the release unpacks it, or where a package puts it, or where a build does.
const PLACES: [&str; 2] = ["site", "../share/gongdan/site"];
const BUILT: &str = "target/site";

/// The first of the usual places that holds a built site.
pub fn usual() -> PathBuf {
    let program = env::current_exe().and_then(|program| program.canonicalize()).ok();
    program.as_deref().and_then(Path::parent).and_then(beside).unwrap_or_else(|| BUILT.into())
}

fn beside(folder: &Path) -> Option<PathBuf> {
    PLACES.map(|place| folder.join(place)).into_iter().find(|site| site.join("assets.json").is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_site_is_found_beside_the_program_once_it_is_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(beside(folder.path()), None);
        fs::create_dir(folder.path().join("site")).expect("a folder");
        assert_eq!(beside(folder.path()), None, "an empty folder is no site");
        fs::write(folder.path().join("site/assets.json"), "{}").expect("a file");
        assert_eq!(beside(folder.path()), Some(folder.path().join("site")));
    }
}
