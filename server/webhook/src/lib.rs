//! The way out for webhooks: HTTP to addresses that strangers chose. A name is resolved once, every address behind it
//! must be public, and the connection goes to the address that was looked at. Nothing follows a redirect.

mod cidr;
mod exchange;
mod guard;
mod resolve;
mod target;
mod tls;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use desk::webhook::{Failure, Letter, Post, Receipt};
use futures_util::future::{BoxFuture, FutureExt};
use model::{Problem, webhook::FailCause};
use tokio::time::timeout;

pub use cidr::Cidr;
pub use guard::is_public;
pub use resolve::{Resolve, System};
pub use target::Target;

use exchange::Answer;

/// How long a message may take, from the name's lookup to the head of the answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which addresses may be sent to.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Networks that are allowed although they are not public.
    pub allow: Vec<Cidr>,
    /// Whether messages may go unencrypted.
    pub http: bool,
}

/// Sends messages within the rules.
pub struct Outlet {
    rules: Rules,
    resolver: Arc<dyn Resolve>,
}

impl Outlet {
    /// An outlet that asks the system for names.
    pub fn new(rules: Rules) -> Self {
        Self::with_resolver(rules, Arc::new(System))
    }

    /// An outlet that asks somebody else for names.
    pub fn with_resolver(rules: Rules, resolver: Arc<dyn Resolve>) -> Self {
        Self { rules, resolver }
    }

    async fn carry(&self, letter: &Letter) -> Result<Answer, Failure> {
        let target = self.target(&letter.url).map_err(|_| Failure::new(FailCause::Refused, &letter.url))?;
        let address = self.look_up(&target).await?;
        exchange::exchange(&target, address, letter).await
    }

    fn target(&self, url: &str) -> Result<Target, Problem> {
        let target = Target::parse(url)?;
        if !target.https && !self.rules.http {
            return Err(Problem::UrlRefused);
        }
        match target.address() {
            Some(address) if !self.permits(address) => Err(Problem::UrlRefused),
            _ => Ok(target),
        }
    }

    /// The one address that the connection goes to. A name with any address that is not allowed is refused as a whole.
    async fn look_up(&self, target: &Target) -> Result<SocketAddr, Failure> {
        let found = match target.address() {
            Some(address) => vec![address],
            None => self
                .resolver
                .resolve(target.host_name())
                .await
                .map_err(|error| Failure::new(FailCause::Dns, error))?,
        };
        if let Some(refused) = found.iter().find(|address| !self.permits(**address)) {
            let led = format!("{} leads to {refused}", target.host_name());
            return Err(Failure::new(FailCause::Refused, led));
        }
        let address = found
            .first()
            .ok_or_else(|| Failure::new(FailCause::Dns, format!("{} has no address", target.host_name())))?;
        Ok(SocketAddr::new(*address, target.port))
    }

    fn permits(&self, address: std::net::IpAddr) -> bool {
        let address = address.to_canonical();
        is_public(address) || self.rules.allow.iter().any(|network| network.contains(address))
    }
}

impl Post for Outlet {
    fn check(&self, url: &str) -> Result<(), Problem> {
        self.target(url).map(|_| ())
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Failure>> {
        async move {
            let late = || Failure::new(FailCause::Late, format!("no answer within {} s", PATIENCE.as_secs()));
            let answer = timeout(PATIENCE, self.carry(letter)).await.unwrap_or_else(|_| Err(late()))?;
            Ok(answer.receipt().await)
        }
        .boxed()
    }
}
