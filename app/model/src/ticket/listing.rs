//! The lists: which tickets, in what order, and the one filter that URL, screen and query share.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Priority, Status};
use crate::{
    Error, PersonId, Problem, Result, TagId, TicketId, Time, TypeId,
    form::codes,
    person::Who,
    route::{Query, Route},
};

/// The lists of 工单管理, in the order of the menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum View {
    /// 我的工单: created by me, not closed (UK-109).
    Mine,
    /// 待处理工单: handled by me, not closed (UK-128).
    #[default]
    Pending,
    /// 未分配工单: without handler, not closed (UK-136).
    Unassigned,
    /// 关注的工单: starred by me, not closed (UK-143).
    Starred,
    /// 已关闭工单: closed, created or handled by me; all of them for administrators (UK-147).
    Closed,
    /// 全部: everything in my data scope.
    All,
}

codes! {
    View {
        Mine = "mine", Pending = "pending", Unassigned = "unassigned", Starred = "starred", Closed = "closed",
        All = "all",
    }
}

impl View {
    /// Whether a ticket opened from here shows the page of its owner, which may edit and delete (UK-119).
    pub fn is_own(self) -> bool {
        matches!(self, Self::Mine | Self::Closed | Self::All)
    }
}

/// Which statuses a filter lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusIs {
    /// Every status but closed.
    Open,
    /// This one.
    Exactly(Status),
}

/// Which types a filter lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeIs {
    /// Tickets without a type.
    Missing,
    /// This one.
    Exactly(TypeId),
}

impl StatusIs {
    /// The word in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Exactly(status) => status.code(),
        }
    }
}

impl FromStr for StatusIs {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        if code == Self::Open.code() { Ok(Self::Open) } else { code.parse().map(Self::Exactly) }
    }
}

impl TypeIs {
    /// The word in the URL for tickets without a type.
    pub const MISSING: &'static str = "none";
}

impl fmt::Display for TypeIs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str(Self::MISSING),
            Self::Exactly(id) => id.fmt(f),
        }
    }
}

impl FromStr for TypeIs {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        if code == Self::MISSING {
            Ok(Self::Missing)
        } else {
            code.parse().map(Self::Exactly).map_err(|_| ())
        }
    }
}

/// The page sizes on offer.
pub const PAGE_SIZES: [u16; 4] = [20, 50, 100, 200];
/// Nobody looks for more characters.
const SEARCH_MAX: usize = 100;

/// Which tickets a list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketFilter {
    /// The list.
    pub view: View,
    /// Words to find in number, title, content, replies and contact.
    pub search: Option<String>,
    /// Only these statuses.
    pub status: Option<StatusIs>,
    /// Only this priority.
    pub priority: Option<Priority>,
    /// Only these types.
    pub type_id: Option<TypeIs>,
    /// Only tickets with this tag.
    pub tag: Option<TagId>,
    /// Only tickets handled by this person.
    pub handler: Option<PersonId>,
    /// Only tickets that the reader created or handles.
    pub involved: bool,
    /// The page that begins below this number.
    pub before: Option<i64>,
    /// The page that ends above this number.
    pub after: Option<i64>,
    /// How many rows a page has.
    pub size: u16,
}

impl Default for TicketFilter {
    fn default() -> Self {
        Self::of(View::default())
    }
}

impl TicketFilter {
    /// How far the tickets it finds are counted.
    pub fn cap(&self) -> i64 {
        if self.search.is_some() { Count::FOUND_CAP } else { Count::CAP }
    }

    /// The first page of a list, unfiltered.
    pub fn of(view: View) -> Self {
        Self {
            view,
            search: None,
            status: None,
            priority: None,
            type_id: None,
            tag: None,
            handler: None,
            involved: false,
            before: None,
            after: None,
            size: PAGE_SIZES[0],
        }
    }

    /// Reads a URL query; a name or value that does not exist is an error, never ignored.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let mut filter = Self::default();
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            filter.set(name, value).ok_or_else(|| Error::at(name, Problem::UnknownFilter))?;
        }
        Ok(filter)
    }

    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "view" => self.view = value.parse().ok()?,
            "q" => self.search = words(value),
            "status" => self.status = Some(value.parse().ok()?),
            "priority" => self.priority = Some(value.parse().ok()?),
            "type" => self.type_id = Some(value.parse().ok()?),
            "tag" => self.tag = Some(value.parse().ok()?),
            "handler" => self.handler = Some(value.parse().ok()?),
            "involved" => self.involved = (value == "1").then_some(true)?,
            "before" => self.before = Some(value.parse().ok()?),
            "after" => self.after = Some(value.parse().ok()?),
            "size" => self.size = value.parse().ok().filter(|size| PAGE_SIZES.contains(size))?,
            _ => return None,
        }
        Some(())
    }

    /// The address of the list with this filter.
    pub fn href(&self) -> String {
        format!("/tickets{}", self.query())
    }

    /// The filter as a URL query.
    pub fn query(&self) -> Query {
        let mut query = Query::default();
        query.add("view", Some(self.view.code()));
        query.add("q", self.search.as_deref().filter(|q| !q.is_empty()));
        query.add("status", self.status.map(StatusIs::code));
        query.add("priority", self.priority.map(Priority::code));
        query.add("type", self.type_id);
        query.add("tag", self.tag);
        query.add("handler", self.handler);
        query.add("involved", self.involved.then_some(1));
        query.add("before", self.before);
        query.add("after", self.after);
        query.add("size", Some(self.size).filter(|&size| size != PAGE_SIZES[0]));
        query
    }

    /// The same filter on its first page.
    pub fn first_page(&self) -> Self {
        Self { before: None, after: None, ..self.clone() }
    }

    /// Whether anything beyond the list itself narrows the rows.
    pub fn is_narrowed(&self) -> bool {
        self.first_page() != Self { size: self.size, ..Self::of(self.view) }
    }
}

/// What is looked for, cut to what anybody types; none when it is blank.
fn words(typed: &str) -> Option<String> {
    let cut: String = typed.trim().chars().take(SEARCH_MAX).collect();
    let words = cut.trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

/// One line of a list (UK-99..108, 111).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRow {
    /// The ticket.
    pub id: TicketId,
    /// 编号.
    pub number: i64,
    /// 标题.
    pub title: String,
    /// 联系人's name.
    pub contact: Option<String>,
    /// 优先级.
    pub priority: Priority,
    /// 状态.
    pub status: Status,
    /// 处理人.
    pub handler: Option<Who>,
    /// 工单类型's name.
    pub type_name: Option<String>,
    /// When it was registered.
    pub created_at: Time,
    /// When anything last happened to it.
    pub updated_at: Time,
    /// 关注, by the reader.
    pub starred: bool,
}

impl TicketRow {
    /// Where the title leads when it is clicked in this list.
    pub fn href(&self, view: View) -> String {
        Route::TicketFrom(self.number, view).href()
    }
}

/// A number of tickets, counted no further than a cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count(pub i64);

impl Count {
    /// Where counting stops.
    pub const CAP: i64 = 10_000;
    /// Where it stops when words are searched for, since each ticket found has to be looked at.
    pub const FOUND_CAP: i64 = 1_000;

    /// The number as people read it; `9999+` beyond the cap.
    pub fn text(self) -> String {
        if self.0 >= Self::CAP { "9999+".to_owned() } else { self.0.to_string() }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketPage {
    /// The filter that made it.
    pub filter: TicketFilter,
    /// Its rows, newest first.
    pub rows: Vec<TicketRow>,
    /// How many tickets the filter finds in all.
    pub total: Count,
    /// Where the next older page begins, if there is one.
    pub older: Option<i64>,
    /// Where the next newer page ends, if there is one.
    pub newer: Option<i64>,
}

impl TicketPage {
    /// Whether the filter finds more than were counted.
    pub fn is_capped(&self) -> bool {
        self.total.0 >= self.filter.cap()
    }

    /// The total as people read it; `999+` or `9999+` where there are more.
    pub fn total_text(&self) -> String {
        if self.is_capped() { format!("{}+", self.filter.cap() - 1) } else { self.total.0.to_string() }
    }
}

/// How many tickets stand in each list, for the menu.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewCounts(pub Vec<(View, Count)>);

impl ViewCounts {
    /// The count of one list.
    pub fn of(&self, view: View) -> Count {
        self.0.iter().find(|(v, _)| *v == view).map(|&(_, count)| count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_its_url() {
        let filter = TicketFilter {
            search: Some("水 & 电/100%".into()),
            status: Some(StatusIs::Exactly(Status::AskedAgain)),
            priority: Some(Priority::Urgent),
            before: Some(42),
            size: 50,
            ..TicketFilter::of(View::All)
        };
        assert_eq!(
            filter.href(),
            "/tickets?view=all&q=%E6%B0%B4%20%26%20%E7%94%B5%2F100%25&status=asked_again&priority=urgent&before=42&size=50"
        );
        let pairs = [
            ("view", "all"),
            ("q", "水 & 电/100%"),
            ("status", "asked_again"),
            ("priority", "urgent"),
            ("before", "42"),
            ("size", "50"),
        ];
        assert_eq!(TicketFilter::from_pairs(pairs), Ok(filter));
    }

    #[test]
    fn words_to_look_for_are_cut_without_a_blank_at_their_end_and_blanks_alone_are_none() {
        let long = format!(" {} 电", "水".repeat(99));
        let filter = TicketFilter::from_pairs([("q", long.as_str())]).expect("a filter");
        assert_eq!(filter.search, Some("水".repeat(99)));
        assert_eq!(TicketFilter::from_pairs([("q", "  ")]), Ok(TicketFilter::default()));
    }

    #[test]
    fn what_is_open_what_has_no_type_and_what_is_mine_can_be_asked_for() {
        let filter = TicketFilter {
            status: Some(StatusIs::Open),
            type_id: Some(TypeIs::Missing),
            involved: true,
            ..TicketFilter::of(View::All)
        };
        assert_eq!(filter.href(), "/tickets?view=all&status=open&type=none&involved=1");
        let pairs = [("view", "all"), ("status", "open"), ("type", "none"), ("involved", "1")];
        assert_eq!(TicketFilter::from_pairs(pairs), Ok(filter));
    }

    #[test]
    fn an_unknown_column_or_value_is_refused() {
        for pair in
            [("owner", "me"), ("status", "lost"), ("size", "7"), ("view", "secret"), ("involved", "no")]
        {
            assert_eq!(TicketFilter::from_pairs([pair]), Err(Error::at(pair.0, Problem::UnknownFilter)));
        }
    }
}
