//! Webhooks: addresses of others that are told of events, and what became of each message.

use serde::{Deserialize, Serialize};

use crate::{DeliveryId, FieldErrors, Problem, Result, Time, WebhookId, form, text, topic::Topic};

/// The most webhooks of a tenant.
pub const WEBHOOKS_MAX: u32 = 20;
/// The longest name, in characters.
pub const NAME_MAX: u32 = 60;
/// The longest address, in characters.
pub const URL_MAX: u32 = 500;
/// How often a message is tried before it counts as lost.
pub const TRIES: i64 = 8;
/// For how many days an address may fail before it is switched off.
pub const FAILING_DAYS: i64 = 5;
/// How many hours the secret before the present one stays good.
pub const OVERLAP_HOURS: i64 = 24;
/// The topic of a message that a person sent to try an address.
pub const TEST: &str = "webhook.test";

/// The form that adds or edits a webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookForm {
    /// What it is for.
    pub name: String,
    /// Where messages go.
    pub url: String,
    /// What it is told of, as codes.
    pub topics: Vec<String>,
}

/// A checked [`WebhookForm`]; whether the address may be sent to is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWebhook {
    /// What it is for.
    pub name: String,
    /// Where messages go.
    pub url: String,
    /// What it is told of.
    pub topics: Vec<Topic>,
}

/// Why a webhook is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum OffCause {
    /// A person switched it off.
    Person,
    /// It failed for days.
    Failing,
    /// It answered that it is gone for good.
    Gone,
}

/// One row of the list of webhooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookRow {
    /// The webhook.
    pub id: WebhookId,
    /// What it is for.
    pub name: String,
    /// Where messages go.
    pub url: String,
    /// What it is told of.
    pub topics: Vec<Topic>,
    /// When it was added.
    pub created_at: Time,
    /// Since when it is off, and why.
    pub off: Option<(Time, OffCause)>,
    /// Since when nothing has reached it.
    pub failing_since: Option<Time>,
    /// Until when the secret before the present one is good.
    pub old_secret_until: Option<Time>,
}

/// A webhook that has just been added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedWebhook {
    /// The webhook.
    pub id: WebhookId,
    /// What signs its messages; never shown again.
    pub secret: String,
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum DeliveryState {
    /// Waits for its first or next try.
    Waiting,
    /// Was taken.
    Delivered,
    /// Was given up.
    Failed,
}

form::codes! {
    DeliveryState { Waiting = "waiting", Delivered = "delivered", Failed = "failed" }
}

/// Why no answer came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum FailCause {
    /// The address may not be sent to.
    Refused,
    /// Its name leads nowhere.
    Dns,
    /// Nothing listens there.
    Connect,
    /// It did not prove who it is.
    Tls,
    /// It does not speak HTTP.
    Http,
    /// It took too long.
    Late,
    /// The webhook was off.
    Off,
}

/// One row of the log of a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct DeliveryRow {
    /// The message.
    pub id: DeliveryId,
    /// What it tells of.
    pub topic: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i64,
    /// When the next try is due, or the last one was made.
    pub at: Time,
    /// When what it tells of happened.
    pub created_at: Time,
    /// The status of the last answer.
    pub status: Option<i64>,
    /// Why the last try brought no answer.
    pub cause: Option<FailCause>,
    /// The same in the words of the machine, or the status that means failure.
    pub error: Option<String>,
    /// How the last answer began.
    pub response: Option<String>,
    /// What was sent.
    pub body: String,
}

/// A part of the log of a webhook, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPage {
    /// The messages.
    pub rows: Vec<DeliveryRow>,
    /// Where the older ones begin, if there are any.
    pub older: Option<DeliveryId>,
}

impl WebhookForm {
    /// Checks the form.
    pub fn parse(&self) -> Result<NewWebhook> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", text::required(&self.name, NAME_MAX));
        let url = errors.take("url", text::required(&self.url, URL_MAX));
        let topics = form::choices(&self.topics, Topic::ALL.len() as u32);
        let topics = errors.take("topics", topics.and_then(some));
        match (name, url, topics) {
            (Some(name), Some(url), Some(topics)) => Ok(NewWebhook { name, url, topics }),
            _ => Err(errors.into()),
        }
    }
}

fn some(topics: Vec<Topic>) -> Result<Vec<Topic>, Problem> {
    if topics.is_empty() { Err(Problem::Required) } else { Ok(topics) }
}
