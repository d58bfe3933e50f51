//! An import as its screens show it.

use serde::{Deserialize, Serialize};

use super::{Subject, Target};
use crate::{Error, FieldErrors, ImportId, Problem, Result, Time, form};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum ImportState {
    /// The file is there; what its columns are has to be said.
    Mapping,
    /// Every row is being tried, and nothing written.
    Checking,
    /// Every row was tried.
    Checked,
    /// Rows are being written.
    Running,
    /// Somebody stopped it; it can go on from there.
    Stopped,
    /// Every row was written or refused.
    Done,
}

form::codes! {
    ImportState {
        Mapping = "mapping", Checking = "checking", Checked = "checked", Running = "running",
        Stopped = "stopped", Done = "done"
    }
}

impl ImportState {
    /// Whether the server is at work on it.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct Progress {
    /// How many rows the file has.
    #[cfg_attr(feature = "sql", sqlx(rename = "row_count"))]
    pub rows: i64,
    /// How many were looked at.
    pub done: i64,
    /// How many of those were right.
    pub good: i64,
    /// How many were refused.
    pub bad: i64,
}

/// One line of the list of imports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct ImportRow {
    /// The import.
    pub id: ImportId,
    /// What its rows are.
    pub what: Subject,
    /// The name of the file.
    pub file_name: String,
    /// Where it stands.
    pub state: ImportState,
    /// How far it is.
    #[cfg_attr(feature = "sql", sqlx(flatten))]
    pub progress: Progress,
    /// Who brought the file.
    pub person: String,
    /// When.
    pub created_at: Time,
    /// When its last row was written.
    pub finished_at: Option<Time>,
}

/// A column of the file, with the first of its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Its heading; may be empty.
    pub heading: String,
    /// The cells of the first rows.
    pub cells: Vec<String>,
    /// What it is, as far as that is known; none when it is left out.
    pub target: Option<Target>,
}

/// A row that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Its number in the file, where the headings have 1.
    pub row: i64,
    /// What is wrong, and in which property if it is one's.
    pub problems: Vec<(Option<Target>, Problem)>,
}

/// An import with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDetail {
    /// The import.
    pub import: ImportRow,
    /// The columns of the file.
    pub columns: Vec<Chosen>,
    /// Whether a file with the same headings was imported before, and the columns are as they were then.
    pub remembered: bool,
    /// The first rows that were refused.
    pub bad: Vec<BadRow>,
}

/// Reads what each column of such a file shall be, in its order, as a form sends it. What no row can do without must be
/// there, and nothing twice.
pub fn parse_targets(subject: Subject, codes: &[String]) -> Result<Vec<Option<Target>>> {
    let offered = |target: &Option<Target>| target.is_none_or(|target| Target::of(subject).contains(&target));
    let target = |code: &String| {
        let target = form::choice(code).ok().filter(offered);
        target.ok_or_else(|| Error::at("targets", Problem::NotOffered))
    };
    let targets = codes.iter().map(target).collect::<Result<Vec<_>>>()?;
    let mut errors = FieldErrors::default();
    for &wanted in Target::of(subject) {
        match targets.iter().filter(|target| **target == Some(wanted)).count() {
            0 if wanted.is_required() => errors.add(wanted.code(), Problem::Required),
            0 | 1 => {}
            _ => errors.add(wanted.code(), Problem::Ambiguous),
        }
    }
    errors.check().map(|()| targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(codes: &[&str]) -> Result<Vec<Option<Target>>> {
        let codes: Vec<_> = codes.iter().map(|code| (*code).to_owned()).collect();
        parse_targets(Subject::Tickets, &codes)
    }

    #[test]
    fn columns_can_be_left_out_but_not_those_that_every_row_needs() {
        assert_eq!(
            parsed(&["title", "", "content"]),
            Ok(vec![Some(Target::Title), None, Some(Target::Content)])
        );
        assert_eq!(parsed(&["title", ""]), Err(Error::at("content", Problem::Required)));
    }

    #[test]
    fn no_property_comes_from_two_columns_nor_from_another_kind_of_file() {
        assert_eq!(parsed(&["title", "content", "title"]), Err(Error::at("title", Problem::Ambiguous)));
        assert_eq!(parsed(&["title", "content", "remark"]), Err(Error::at("targets", Problem::NotOffered)));
    }
}
