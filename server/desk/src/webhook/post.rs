//! The way out, which an adapter provides: the desk itself speaks no HTTP.

use futures_util::future::{BoxFuture, FutureExt};
use model::{Problem, webhook::FailCause};

/// A message that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Where to.
    pub url: String,
    /// Headers beside those of every request.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: String,
}

/// What an address answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The status.
    pub status: u16,
    /// How the answer began, as text.
    pub excerpt: String,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub cause: FailCause,
    /// The same in the words of the machine.
    pub detail: String,
}

impl Failure {
    /// A failure with what the machine says of it.
    pub fn new(cause: FailCause, detail: impl ToString) -> Self {
        Self { cause, detail: detail.to_string() }
    }
}

/// Carries messages out. It must send nothing into networks that are not for it, and follow no redirects.
pub trait Post: Send + Sync {
    /// Whether an address looks as if it may be sent to; what its name leads to is seen only when sending.
    fn check(&self, url: &str) -> Result<(), Problem>;

    /// Sends a message and answers what came back, or why nothing did.
    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Failure>>;
}

/// No way out: for programs that only read or fill a desk.
pub struct NoPost;

impl Post for NoPost {
    fn check(&self, _url: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn send<'a>(&'a self, _letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Failure>> {
        async { Err(Failure::new(FailCause::Refused, "this program sends nothing")) }.boxed()
    }
}
