//! People who write as fast as they can, and remember what they were told is kept.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use model::{Error, route::encode};
use serde_json::Value;
use tokio::time::sleep;

use crate::{
    client::{Answered, Client},
    support::multipart,
};

/// Something that the server said it keeps.
#[derive(Clone, Debug)]
pub enum Kept {
    Ticket { number: i64, title: String, file: Option<String> },
    Reply { number: i64, text: String },
}

/// Before a refused form is sent again.
const PAUSE: Duration = Duration::from_millis(20);

/// What all writers were told.
#[derive(Clone, Default)]
pub struct Ledger {
    kept: Arc<Mutex<Vec<Kept>>>,
    /// How often they were told that nothing can be written just now.
    pub refused: Arc<AtomicUsize>,
}

impl Ledger {
    pub fn take(&self) -> Vec<Kept> {
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How much was kept since it was last taken.
    pub fn count(&self) -> usize {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn add(&self, kept: Kept) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }
}

/// A form that was sent and may or may not have arrived; it is sent again before anything else.
struct Sent {
    title: String,
    with_file: bool,
    file: Option<String>,
}

impl Sent {
    fn body(&self) -> String {
        let (title, content) = (&self.title, encode("<p>三楼停水</p>"));
        let file = self.file.iter().map(|id| format!("&form[attachments][0]={id}"));
        format!("form[title]={title}&form[content]={content}&form[key]={title}") + &file.collect::<String>()
    }
}

pub struct Writer {
    nth: usize,
    written: usize,
    token: String,
    ledger: Ledger,
    unanswered: Option<Sent>,
}

impl Writer {
    pub fn new(nth: usize, token: &str, ledger: &Ledger) -> Self {
        Self { nth, written: 0, token: token.to_owned(), ledger: ledger.clone(), unanswered: None }
    }

    /// Writes until the connection breaks.
    pub async fn write(&mut self, address: &str) -> io::Error {
        match self.try_to_write(address).await {
            Ok(never) => match never {},
            Err(error) => error,
        }
    }

    async fn try_to_write(&mut self, address: &str) -> io::Result<std::convert::Infallible> {
        let mut client = Client::connect(address, &self.token).await?;
        loop {
            let mut sent = match self.unanswered.take() {
                Some(sent) => sent,
                None => self.next(),
            };
            match self.send(&mut client, &mut sent).await {
                Ok(true) => {}
                Ok(false) => self.wait(sent).await,
                Err(error) => {
                    self.unanswered = Some(sent);
                    return Err(error);
                }
            }
        }
    }

    /// Remembers a form that was refused for now, and waits before it is sent again.
    async fn wait(&mut self, sent: Sent) {
        self.unanswered = Some(sent);
        self.ledger.refused.fetch_add(1, Ordering::Relaxed);
        sleep(PAUSE).await;
    }

    /// Sends a form, with its file and a reply to the ticket; false when it was refused for now.
    async fn send(&mut self, client: &mut Client, sent: &mut Sent) -> io::Result<bool> {
        if sent.with_file && sent.file.is_none() {
            let content = multipart::body("photo.txt", sent.title.as_bytes());
            let answer = client.ask("POST", "/files", &multipart::headers(), &content).await?;
            let Some(stored) = accepted::<Value>(&answer) else { return Ok(false) };
            sent.file = Some(stored["id"].as_str().expect("an id").to_owned());
        }
        let answer = client.call("register_ticket", &sent.body()).await?;
        let Some(number) = accepted::<i64>(&answer) else { return Ok(false) };
        self.ledger.add(Kept::Ticket { number, title: sent.title.clone(), file: sent.file.clone() });
        self.reply(client, number, &sent.title).await?;
        Ok(true)
    }

    /// The next form; every third brings a file.
    fn next(&mut self) -> Sent {
        self.written += 1;
        let title = format!("writer{}x{}", self.nth, self.written);
        Sent { title, with_file: self.written.is_multiple_of(3), file: None }
    }

    async fn reply(&mut self, client: &mut Client, number: i64, title: &str) -> io::Result<()> {
        let text = format!("reply{title}");
        let form =
            format!("number={number}&form[content]={}&form[version]=1", encode(&format!("<p>{text}</p>")));
        let answer = client.call("reply_ticket", &form).await?;
        // A form that was sent again may have been replied to already.
        if answer.0 == 200 {
            self.ledger.add(Kept::Reply { number, text });
        }
        Ok(())
    }
}

/// What a request was answered with, unless the server said that it cannot write just now.
pub fn accepted<T: serde::de::DeserializeOwned>((status, body): &Answered) -> Option<T> {
    let text = String::from_utf8_lossy(body);
    if matches!(status, 503 | 507) {
        let error: Error = serde_json::from_slice(body).unwrap_or_else(|_| panic!("{status} says {text}"));
        assert_eq!(error, Error::Unavailable);
        return None;
    }
    assert_eq!(*status, 200, "{text}");
    Some(serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error}: {text}")))
}
