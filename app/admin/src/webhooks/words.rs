//! The words for topics and states.

use model::{
    topic::Topic,
    webhook::{DeliveryRow, DeliveryState, FailCause, OffCause, TEST, WebhookRow},
};
use ui::prelude::*;

/// The words for a topic.
pub(super) fn topic(topic: Topic) -> &'static str {
    t(match topic {
        Topic::TicketRegistered => K::TopicTicketRegistered,
        Topic::NodeEntered => K::TopicNodeEntered,
        Topic::StatusChanged => K::TopicStatusChanged,
        Topic::Assigned => K::TopicAssigned,
        Topic::Replied => K::TopicReplied,
        Topic::Noted => K::TopicNoted,
        Topic::TicketEdited => K::TopicTicketEdited,
        Topic::TicketDeleted => K::TopicTicketDeleted,
        Topic::ContactAdded => K::TopicContactAdded,
        Topic::ContactEdited => K::TopicContactEdited,
    })
}

/// What a message tells of.
pub(super) fn told(code: &str) -> String {
    match code.parse() {
        Ok(known) => topic(known).to_owned(),
        Err(()) if code == TEST => t(K::TopicTest).to_owned(),
        Err(()) => code.to_owned(),
    }
}

/// Whether a webhook is well.
pub(super) fn state(row: &WebhookRow) -> (&'static str, Tone) {
    match (row.off, row.failing_since) {
        (Some((_, OffCause::Person)), _) => (t(K::WebhookOff), Tone::Neutral),
        (Some((_, OffCause::Failing | OffCause::Gone)), _) => (t(K::WebhookStopped), Tone::Bad),
        (None, Some(_)) => (t(K::WebhookFailing), Tone::Warn),
        (None, None) => (t(K::WebhookOn), Tone::Ok),
    }
}

/// Why no answer came back.
pub(super) fn cause(cause: FailCause) -> &'static str {
    t(match cause {
        FailCause::Refused => K::DeliveryCauseRefused,
        FailCause::Dns => K::DeliveryCauseDns,
        FailCause::Connect => K::DeliveryCauseConnect,
        FailCause::Tls => K::DeliveryCauseTls,
        FailCause::Http => K::DeliveryCauseHttp,
        FailCause::Late => K::DeliveryCauseLate,
        FailCause::Off => K::DeliveryCauseOff,
    })
}

/// Where a message stands.
pub(super) fn delivery(row: &DeliveryRow) -> (&'static str, Tone) {
    match row.state {
        DeliveryState::Waiting if row.attempts > 0 => (t(K::DeliveryRetrying), Tone::Warn),
        DeliveryState::Waiting => (t(K::DeliveryWaiting), Tone::Neutral),
        DeliveryState::Delivered => (t(K::DeliveryDelivered), Tone::Ok),
        DeliveryState::Failed => (t(K::DeliveryFailed), Tone::Bad),
    }
}
