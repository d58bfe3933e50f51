//! What can be wrong with a form, named so that every language can say it at the field.

use serde::{Deserialize, Serialize};

use crate::transfer::Flaw;

/// How long a form that was not sent waits in its browser, in days.
pub const DRAFT_DAYS: i64 = 14;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was filled in.
    Required,
    /// More characters than the field takes.
    TooLong {
        /// The most characters allowed.
        max: u32,
    },
    /// Fewer characters than the field needs.
    TooShort {
        /// The fewest characters allowed.
        min: u32,
    },
    /// More items than the field takes.
    TooMany {
        /// The most items allowed.
        max: u32,
    },
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a phone number.
    NotAPhone,
    /// Not one of the values on offer, or no longer.
    NotOffered,
    /// Somebody else has it already.
    Taken,
    /// Account and password do not fit together; says no more on purpose.
    WrongCredentials,
    /// The password is among those everybody tries first.
    TooCommon,
    /// The chosen handler does not belong to the chosen department.
    OutsideDepartment,
    /// Larger than an attachment may be.
    FileTooLarge {
        /// The most bytes allowed.
        max_bytes: u64,
    },
    /// A kind of file that is not accepted, or one whose content is not what its name says.
    FileRefused,
    /// The file is empty.
    FileEmpty,
    /// A filter that names a column or value which does not exist.
    UnknownFilter,
    /// Several go by this name.
    Ambiguous,
    /// A file for import that cannot be taken.
    Unreadable(Flaw),
    /// A row that is right in itself but could not be written.
    NotWritten,
    /// Not an address that can be sent to.
    NotAUrl,
    /// An address that leads into a network which is not the public one, or goes unencrypted.
    UrlRefused,
    /// A day that has passed or lies too far ahead.
    DateRefused,
    /// A key that stands for another body already.
    KeyReused,
}

/// The problems of a form, each under the name of its field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub Vec<(String, Problem)>);

impl FieldErrors {
    /// One problem at one field.
    pub fn one(field: &str, problem: Problem) -> Self {
        Self(vec![(field.to_owned(), problem)])
    }

    /// Notes a problem at a field.
    pub fn add(&mut self, field: &str, problem: Problem) {
        self.0.push((field.to_owned(), problem));
    }

    /// Keeps the value of a parsed field, or notes its problem.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Problem>) -> Option<T> {
        parsed.map_err(|problem| self.add(field, problem)).ok()
    }

    /// The problem at a field, if there is one.
    pub fn at(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| problem)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An error when anything is wrong.
    pub fn check(self) -> crate::Result<()> {
        if self.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

/// Parses a value that must be one of those on offer.
pub fn offered<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    if text.is_empty() { Err(Problem::Required) } else { text.parse().map_err(|_| Problem::NotOffered) }
}

/// Parses a choice that may be left open.
pub fn choice<T: std::str::FromStr>(text: &str) -> Result<Option<T>, Problem> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Problem::NotOffered) }
}

/// Parses several choices, keeps their order and drops doubles.
pub fn choices<T: std::str::FromStr + PartialEq>(texts: &[String], max: u32) -> Result<Vec<T>, Problem> {
    let mut values = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let value = text.parse().map_err(|_| Problem::NotOffered)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    if values.len() > max as usize { Err(Problem::TooMany { max }) } else { Ok(values) }
}

/// Gives enums their codes: `ALL`, `code()` and `FromStr`, the words used in URLs, forms and columns.
macro_rules! codes {
    ($($name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Every value, in the order in which people choose.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for this value in URLs, forms and the database.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(code: &str) -> Result<Self, ()> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(()),
                }
            }
        }
    )+};
}
pub(crate) use codes;
