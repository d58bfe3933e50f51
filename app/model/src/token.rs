//! API 令牌: what lets a program act for a person, within limits that its owner sets.

use serde::{Deserialize, Serialize};

use crate::{FieldErrors, Problem, Result, Time, TokenId, form, person::Who, text};

/// What a token may be used for; it never gives more than its owner may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Grant {
    /// Read tickets, their files, and what forms pick from.
    #[serde(rename = "tickets:read")]
    ReadTickets,
    /// Register, answer, edit and delete tickets, and upload files.
    #[serde(rename = "tickets:write")]
    WriteTickets,
    /// Look up contacts.
    #[serde(rename = "contacts:read")]
    ReadContacts,
    /// Add and edit contacts.
    #[serde(rename = "contacts:write")]
    WriteContacts,
    /// Follow what happens.
    #[serde(rename = "events:read")]
    ReadEvents,
}

form::codes! {
    Grant {
        ReadTickets = "tickets:read", WriteTickets = "tickets:write", ReadContacts = "contacts:read",
        WriteContacts = "contacts:write", ReadEvents = "events:read",
    }
}

/// How every token begins, so that programs which look for leaked secrets find it.
pub const PREFIX: &str = "gd_";
/// How many days a token may live.
pub const DAYS: [i64; 4] = [7, 30, 90, 365];
/// The choice of a day instead.
pub const UNTIL_A_DAY: &str = "date";
/// The most tokens of one person.
pub const TOKENS_MAX: u32 = 50;
/// The longest name, in characters.
pub const NAME_MAX: u32 = 60;

/// The form that makes a token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    /// What it is for.
    pub name: String,
    /// What it may be used for, as codes.
    pub grants: Vec<String>,
    /// How many days it lives, or [`UNTIL_A_DAY`].
    pub days: String,
    /// The last day, as yyyy-MM-dd in the tenant's zone.
    pub until: String,
}

/// A checked [`TokenForm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub grants: Vec<Grant>,
    /// How long it lives.
    pub life: Life,
}

/// How long a token lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Life {
    /// So many days from now.
    Days(i64),
    /// To the end of a day, as it was typed.
    Until(String),
}

/// One row of a list of tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRow {
    /// The token.
    pub id: TokenId,
    /// Whose it is.
    pub owner: Who,
    /// What it is for.
    pub name: String,
    /// How it begins.
    pub prefix: String,
    /// What it may be used for.
    pub grants: Vec<Grant>,
    /// When it was made.
    pub created_at: Time,
    /// When it stops working.
    pub expires_at: Time,
    /// Whether it has stopped.
    pub expired: bool,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Time>,
    /// From where.
    pub last_address: Option<String>,
}

impl TokenForm {
    /// Checks the form, all but whether a typed day lies ahead.
    pub fn parse(&self) -> Result<NewToken> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", text::required(&self.name, NAME_MAX));
        let grants = errors.take("grants", some(form::choices(&self.grants, Grant::ALL.len() as u32)));
        let life = match self.days.as_str() {
            UNTIL_A_DAY => errors.take("until", text::required(&self.until, 10)).map(Life::Until),
            days => errors.take("days", form::offered(days).and_then(on_offer)).map(Life::Days),
        };
        match (name, grants, life) {
            (Some(name), Some(grants), Some(life)) => Ok(NewToken { name, grants, life }),
            _ => Err(errors.into()),
        }
    }
}

fn some(grants: Result<Vec<Grant>, Problem>) -> Result<Vec<Grant>, Problem> {
    grants.and_then(|grants| if grants.is_empty() { Err(Problem::Required) } else { Ok(grants) })
}

fn on_offer(days: i64) -> Result<i64, Problem> {
    if DAYS.contains(&days) { Ok(days) } else { Err(Problem::NotOffered) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn form() -> TokenForm {
        TokenForm {
            name: "报表".into(),
            grants: vec!["tickets:read".into()],
            days: "30".into(),
            ..TokenForm::default()
        }
    }

    #[test]
    fn a_token_always_ends_and_always_allows_something() {
        assert_eq!(form().parse().expect("a form").life, Life::Days(30));
        for days in ["", "0", "9999", "forever"] {
            let Err(Error::Invalid(errors)) = (TokenForm { days: days.into(), ..form() }).parse() else {
                panic!("{days} was taken")
            };
            assert!(errors.at("days").is_some(), "{days}");
        }
        let Err(Error::Invalid(errors)) = (TokenForm { grants: Vec::new(), ..form() }).parse() else {
            panic!("a token for nothing was taken")
        };
        assert_eq!(errors.at("grants"), Some(&Problem::Required));
    }

    #[test]
    fn the_wire_and_the_code_say_the_same() {
        for grant in Grant::ALL {
            assert_eq!(serde_json::to_string(grant).expect("json"), format!("\"{}\"", grant.code()));
        }
    }
}
