//! A person as a coloured disc.

use leptos::prelude::*;

/// How many hues there are.
const HUES: u32 = 8;

/// The sign of a person beside the name; when it stands alone, say the name with `label`.
#[component]
pub fn Avatar(
    /// Whose it is.
    #[prop(into)]
    name: String,
    /// The name is not written beside it.
    #[prop(optional)]
    label: bool,
    /// As high as a line of text.
    #[prop(optional)]
    small: bool,
    /// For the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let size = match (small, large) {
        (true, _) => " avatar--small",
        (_, true) => " avatar--large",
        _ => "",
    };
    let class = format!("avatar avatar--h{}{size}", hue(&name));
    let letters = letters(&name);
    view! {
        <span
            class=class
            role=label.then_some("img")
            title=label.then(|| name.clone())
            aria-label=label.then(|| name.clone())
            aria-hidden=(!label).then_some("true")
        >
            {letters}
        </span>
    }
}

/// A Chinese given name, or the initials of any other.
fn letters(name: &str) -> String {
    let letters: Vec<char> = name.trim().chars().collect();
    if letters.iter().any(|letter| is_han(*letter)) {
        return letters[letters.len().saturating_sub(2)..].iter().collect();
    }
    name.split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

fn hue(name: &str) -> u32 {
    name.chars().fold(7u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(letter as u32)) % HUES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_follow_the_custom_of_the_name() {
        let cases = [
            ("李敏", "李敏"),
            ("欧阳建国", "建国"),
            ("王", "王"),
            ("Ada King Lovelace", "AK"),
            ("bob", "B"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(letters(name), expected);
        }
    }

    #[test]
    fn a_person_keeps_the_hue() {
        assert_eq!(hue("张伟"), hue("张伟"));
        assert!(["张伟", "李敏", "Bob", ""].iter().all(|name| hue(name) < HUES));
    }
}
