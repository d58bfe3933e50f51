//! What the palette knows and does.

use leptos::{prelude::*, web_sys};

use super::{Command, CommandAction, Hit};
use crate::{
    i18n::{K, t},
    listbox::{Intent, intent},
    lookup::{Lookup, Remote},
    platform,
};

pub(super) const INPUT: &str = "palette-input";
pub(super) const LIST: &str = "palette-list";

/// A line of the palette.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) at: usize,
    pub(super) title: String,
    pub(super) detail: Option<String>,
    pub(super) action: CommandAction,
}

/// Lines under one heading.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

/// The state of the palette.
#[derive(Clone, Copy)]
pub(super) struct Palette {
    pub(super) lookup: Lookup<Hit>,
    pub(super) active: RwSignal<usize>,
    pub(super) query: RwSignal<String>,
    commands: Signal<Vec<Command>>,
    open: RwSignal<bool>,
}

impl Palette {
    pub(super) fn new(commands: Signal<Vec<Command>>, search: Remote<Hit>, open: RwSignal<bool>) -> Self {
        Self {
            lookup: Lookup::new(search, Vec::new()),
            active: RwSignal::new(0),
            query: RwSignal::new(String::new()),
            commands,
            open,
        }
    }

    pub(super) fn typed(self, text: String) {
        self.active.set(0);
        let query = text.trim().to_owned();
        if query.is_empty() {
            self.lookup.show(Vec::new())
        } else {
            self.lookup.ask(query.clone())
        }
        self.query.set(query);
    }

    /// The commands that fit what is typed, and what the search found.
    pub(super) fn groups(self) -> Vec<Group> {
        let query = self.query.get();
        let mut groups =
            self.commands.with(|commands| grouped(commands.iter().filter(|command| fits(command, &query))));
        let hits = self.lookup.items.get();
        if !hits.is_empty() {
            let first = groups.iter().map(|group| group.lines.len()).sum();
            groups.push(found(hits, first));
        }
        groups
    }

    fn count(self) -> usize {
        untrack(|| self.groups().iter().map(|group| group.lines.len()).sum())
    }

    pub(super) fn active_id(self) -> Option<String> {
        let at = self.active.get();
        let count: usize = self.groups().iter().map(|group| group.lines.len()).sum();
        (at < count).then(|| line_id(at))
    }

    pub(super) fn key(self, event: &web_sys::KeyboardEvent) {
        if platform::is_composing(event) {
            return;
        }
        let Some(intent) = intent(&event.key(), Some(self.active.get_untracked()), self.count()) else {
            return;
        };
        event.prevent_default();
        match intent {
            Intent::Move(at) => {
                self.active.set(at);
                platform::reveal(&line_id(at));
            }
            Intent::Take(at) => platform::click(&line_id(at)),
            Intent::Close => self.close(),
        }
    }

    pub(super) fn close(self) {
        self.open.set(false);
    }
}

pub(super) fn line_id(at: usize) -> String {
    format!("palette-line-{at}")
}

/// Every word that is typed stands somewhere in the command's words.
fn fits(command: &Command, query: &str) -> bool {
    let words = format!("{} {} {}", command.group, command.label, command.keywords).to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| words.contains(word))
}

fn grouped<'a>(commands: impl Iterator<Item = &'a Command>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, command) in commands.enumerate() {
        let line = Line { at, title: command.label.clone(), detail: None, action: command.action.clone() };
        match groups.last_mut().filter(|group| group.title == command.group) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { title: command.group.clone(), lines: vec![line] }),
        }
    }
    groups
}

fn found(hits: Vec<Hit>, first: usize) -> Group {
    let line = |(at, hit): (usize, Hit)| Line {
        at: first + at,
        title: hit.title,
        detail: hit.detail,
        action: CommandAction::Go(hit.href),
    };
    Group { title: t(K::PaletteResults).to_string(), lines: hits.into_iter().enumerate().map(line).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(group: &str, label: &str, keywords: &str) -> Command {
        Command::go(group, label, keywords, "/")
    }

    #[test]
    fn a_command_is_found_by_any_of_its_words() {
        let command = command("工单", "新建工单", "xinjian new");
        for query in ["", "新建", "XINJIAN", "工单 new"] {
            assert!(fits(&command, query), "{query}");
        }
        assert!(!fits(&command, "新建 delete"));
    }

    #[test]
    fn neighbours_of_one_group_share_a_heading() {
        let commands = [command("a", "1", ""), command("a", "2", ""), command("b", "3", "")];
        let groups = grouped(commands.iter());
        let shape: Vec<_> =
            groups.iter().map(|group| (group.title.as_str(), group.lines.len(), group.lines[0].at)).collect();
        assert_eq!(shape, [("a", 2, 0), ("b", 1, 2)]);
    }
}
