//! Moving through a list of options with the keyboard while the focus stays in a text field.

/// What a key asks of an open list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Make this option the active one.
    Move(usize),
    /// Take the active option.
    Take(usize),
    /// Close the list.
    Close,
}

/// What the key means for a list of `count` options of which `active` is marked.
pub fn intent(key: &str, active: Option<usize>, count: usize) -> Option<Intent> {
    let last = count.checked_sub(1);
    match (key, active) {
        ("Escape", _) => Some(Intent::Close),
        ("Enter", Some(at)) if at < count => Some(Intent::Take(at)),
        ("ArrowDown", None) => last.map(|_| Intent::Move(0)),
        ("ArrowDown", Some(at)) => last.map(|last| Intent::Move(if at >= last { 0 } else { at + 1 })),
        ("ArrowUp", None | Some(0)) => last.map(Intent::Move),
        ("ArrowUp", Some(at)) => last.map(|last| Intent::Move(last.min(at - 1))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(intent("ArrowDown", None, 3), Some(Intent::Move(0)));
        assert_eq!(intent("ArrowDown", Some(2), 3), Some(Intent::Move(0)));
        assert_eq!(intent("ArrowUp", None, 3), Some(Intent::Move(2)));
        assert_eq!(intent("ArrowUp", Some(0), 3), Some(Intent::Move(2)));
        assert_eq!(intent("ArrowUp", Some(9), 3), Some(Intent::Move(2)));
    }

    #[test]
    fn an_empty_list_only_closes() {
        assert_eq!(intent("ArrowDown", None, 0), None);
        assert_eq!(intent("ArrowUp", None, 0), None);
        assert_eq!(intent("Enter", Some(0), 0), None);
        assert_eq!(intent("Escape", None, 0), Some(Intent::Close));
    }
}
