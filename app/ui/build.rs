//! Turns the two catalogues under `locales` into an enum of keys and one table of texts per language.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

type Catalogue = BTreeMap<String, String>;

fn main() {
    let chinese = read("locales/zh-CN.toml");
    let english = read("locales/en.toml");
    compare(&chinese, &english, "en.toml");
    compare(&english, &chinese, "zh-CN.toml");
    let directory = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&directory).join("catalogue.rs"), code(&chinese, &english))
        .expect("OUT_DIR is writable");
}

fn read(path: &str) -> Catalogue {
    println!("cargo:rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(row, line)| entry(line, path, row + 1))
        .collect()
}

/// One line of the form `"key" = "text"`; escapes stay as they are, TOML and Rust share those in use.
fn entry(line: &str, path: &str, row: usize) -> (String, String) {
    line.split_once(" = ")
        .and_then(|(key, text)| Some((unquoted(key)?, unquoted(text)?)))
        .unwrap_or_else(|| panic!("{path}:{row}: expected `\"key\" = \"text\"`"))
}

fn unquoted(text: &str) -> Option<String> {
    Some(text.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

fn compare(from: &Catalogue, to: &Catalogue, name: &str) {
    let missing: Vec<_> = from.keys().filter(|key| !to.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{name} lacks {missing:?}");
}

fn code(chinese: &Catalogue, english: &Catalogue) -> String {
    let mut code = String::from(
        "/// A text of the interface, by the key it has in the catalogues.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u16)]\npub enum K {\n",
    );
    for (key, text) in chinese {
        let text = text.replace('[', "\\[").replace('<', "\\<");
        writeln!(code, "    /// `{key}`: {text}\n    {},", camel(key)).expect("a string takes all");
    }
    code.push_str("}\n");
    table(&mut code, "ZH_CN", chinese);
    table(&mut code, "EN", english);
    code
}

fn table(code: &mut String, name: &str, catalogue: &Catalogue) {
    writeln!(code, "static {name}: [&str; {}] = [", catalogue.len()).expect("a string takes all");
    for text in catalogue.values() {
        writeln!(code, "    \"{text}\",").expect("a string takes all");
    }
    code.push_str("];\n");
}

fn camel(key: &str) -> String {
    key.split(['.', '_']).map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
