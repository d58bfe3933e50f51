//! People who write as fast as they can, and remember what they were told is kept.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use model::route::encode;
use serde_json::Value;

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

/// What all writers were told, in order.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Vec<Kept>>>);

impl Ledger {
    pub fn take(&self) -> Vec<Kept> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, kept: Kept) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }
}

/// A form that was sent and may or may not have arrived; it is sent again before anything else.
struct Sent {
    title: String,
    body: String,
    file: Option<String>,
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
            let sent = match self.unanswered.take() {
                Some(sent) => sent,
                None => self.next(&mut client).await?,
            };
            let answer = client.call("register_ticket", &sent.body).await;
            let answer = match answer {
                Ok(answer) => answer,
                Err(error) => {
                    self.unanswered = Some(sent);
                    return Err(error);
                }
            };
            let number: i64 = parsed(&answer);
            let Sent { title, file, .. } = sent;
            self.ledger.add(Kept::Ticket { number, title: title.clone(), file });
            self.reply(&mut client, number, &title).await?;
        }
    }

    /// The next form; every third brings a file.
    async fn next(&mut self, client: &mut Client) -> io::Result<Sent> {
        let count = self.written + 1;
        let title = title(self.nth, count);
        let mut body =
            format!("form[title]={title}&form[content]={}&form[key]={title}", encode("<p>三楼停水</p>"));
        let mut file = None;
        if count.is_multiple_of(3) {
            let content = multipart::body("photo.txt", title.as_bytes());
            let answer = client.ask("POST", "/files", &multipart::headers(), &content).await?;
            let stored: Value = parsed(&answer);
            let id = stored["id"].as_str().expect("an id").to_owned();
            body += &format!("&form[attachments][0]={id}");
            file = Some(id);
        }
        self.written = count;
        Ok(Sent { title, body, file })
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

fn title(nth: usize, count: usize) -> String {
    format!("writer{nth}x{count}")
}

fn parsed<T: serde::de::DeserializeOwned>((status, body): &Answered) -> T {
    let text = String::from_utf8_lossy(body);
    assert_eq!(*status, 200, "{text}");
    serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error}: {text}"))
}
