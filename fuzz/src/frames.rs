//! What travels over the socket of an open page, in both directions, and the events behind it.
//!
//! A message that can be read is written as one that reads the same. An event has a topic only if the topic names the
//! event's kind; a topic reads as it is written.

use model::{
    event::Event,
    live::{ClientMessage, ServerMessage},
    topic::Topic,
};
use serde::{Serialize, de::DeserializeOwned};

/// Reads a frame as every kind of message, and as the name of a topic.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    stays::<ClientMessage>(text);
    stays::<ServerMessage>(text);
    if let Some(event) = stays::<Event>(text)
        && let Some(topic) = Topic::of(&event)
    {
        assert_eq!(topic.kind(), event.kind());
    }
    if let Ok(topic) = text.parse::<Topic>() {
        assert_eq!(topic.code(), text);
        assert_eq!(Topic::of_kind(topic.kind()), Some(topic));
    }
}

fn stays<T>(text: &str) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let read: T = serde_json::from_str(text).ok()?;
    let written = serde_json::to_string(&read).expect("a message can be written");
    let again: T = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, read, "{written}");
    Some(read)
}
