//! File names as they are kept: no path, nothing invisible, not too long.

use model::attachment::FILE_NAME_MAX;

/// The bare name, cut to length in front of its extension.
pub(crate) fn bare(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|&sign| is_visible(sign)).collect();
    let name = name.trim_matches(|sign: char| sign == '.' || sign.is_whitespace());
    let length = name.chars().count();
    if length <= FILE_NAME_MAX {
        return name.to_owned();
    }
    let ending = extension(name).map(|ending| format!(".{ending}")).unwrap_or_default();
    let room = FILE_NAME_MAX.saturating_sub(ending.chars().count());
    let stem: String = name.chars().take(room).collect();
    stem + &ending
}

/// The extension in lower case, if there is one.
pub(super) fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let plausible = !stem.is_empty() && (1..=8).contains(&extension.chars().count());
    plausible.then(|| extension.to_lowercase())
}

/// Neither a control character nor one that turns the direction of reading, which can hide an extension.
fn is_visible(sign: char) -> bool {
    let turns = matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !sign.is_control() && !turns && sign != '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_path_and_what_cannot_be_seen() {
        for (given, kept) in [
            ("../../etc/现场 照片.JPG", "现场 照片.JPG"),
            ("C:\\fakepath\\a.png", "a.png"),
            ("报告\u{202e}fdp.exe", "报告fdp.exe"),
            ("a\r\nb\0.txt", "ab.txt"),
            (".htaccess", "htaccess"),
            ("..", ""),
        ] {
            assert_eq!(bare(given), kept, "{given}");
        }
    }

    #[test]
    fn a_long_name_is_cut_in_front_of_its_extension() {
        let name = bare(&format!("{}.pdf", "水".repeat(300)));
        assert_eq!(name.chars().count(), FILE_NAME_MAX);
        assert!(name.ends_with("水.pdf"));
    }

    #[test]
    fn the_extension_is_what_follows_the_last_dot() {
        assert_eq!(extension("a.tar.GZ").as_deref(), Some("gz"));
        assert_eq!(extension("README"), None);
    }
}
