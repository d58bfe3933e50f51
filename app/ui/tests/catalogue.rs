//! The catalogues hold what the sources use: nothing missing, nothing idle, nothing untranslated.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Where the sources are now: a binary in a shared target folder may have been built from another clone.
fn root() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("run by Cargo")).join("../..")
}

fn catalogue(name: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("app/ui/locales").join(name)).expect("a catalogue");
    let entry = |line: &str| {
        let (key, text) = line.split_once(" = ").unwrap_or_else(|| panic!("{name}: {line}"));
        (key.trim_matches('"').to_owned(), text.trim_matches('"').to_owned())
    };
    text.lines().filter(|line| !line.is_empty()).map(entry).collect()
}

fn both() -> [(&'static str, BTreeMap<String, String>); 2] {
    ["zh-CN.toml", "en.toml"].map(|name| (name, catalogue(name)))
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("locales") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn rust_files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        sources(&root().join(folder), &mut found);
    }
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a source"))).collect()
}

fn camel(key: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    key.split(['.', '_']).filter(|word| !word.is_empty()).map(capital).collect()
}

#[test]
fn both_languages_have_the_same_keys_in_order() {
    let [(_, chinese), (_, english)] = both();
    assert!(chinese.keys().eq(english.keys()));
    for name in ["zh-CN.toml", "en.toml"] {
        let text = fs::read_to_string(root().join("app/ui/locales").join(name)).unwrap();
        let keys: Vec<_> = text
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key.trim_matches('"'))
            .collect();
        assert!(keys.is_sorted(), "{name} is not sorted");
    }
}

#[test]
fn both_languages_take_the_same_arguments() {
    let [(_, chinese), (_, english)] = both();
    for (key, text) in &chinese {
        assert_eq!(placeholders(text), placeholders(&english[key]), "{key}");
    }
}

#[test]
fn no_text_is_empty() {
    for (name, catalogue) in both() {
        for (key, text) in catalogue {
            assert!(!text.trim().is_empty(), "{name}: {key}");
        }
    }
}

#[test]
fn english_texts_hold_no_chinese() {
    let allowed = ["language.zh_cn"];
    for (key, text) in catalogue("en.toml") {
        assert!(allowed.contains(&key.as_str()) || !text.chars().any(is_han), "{key}: {text}");
    }
}

#[test]
fn every_key_is_used_somewhere() {
    let used: BTreeSet<String> =
        rust_files(&["app", "server"]).iter().flat_map(|(_, source)| keys_in(source)).collect();
    let idle: Vec<_> = catalogue("en.toml").into_keys().filter(|key| !used.contains(&camel(key))).collect();
    assert!(idle.is_empty(), "no source uses {idle:#?}");
}

fn keys_in(source: &str) -> Vec<String> {
    let word = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    source.split("K::").skip(1).map(word).collect()
}

#[test]
fn no_screen_holds_a_chinese_text_of_its_own() {
    for (path, source) in rust_files(&["app"]) {
        let screen = source.contains("view!") && !path.components().any(|part| part.as_os_str() == "tests");
        let product = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (row, line) in product.lines().enumerate().filter(|_| screen) {
            let code = line.split("//").next().unwrap_or_default();
            assert!(!code.chars().any(is_han), "{}:{}: {line}", path.display(), row + 1);
        }
    }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}
