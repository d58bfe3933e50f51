//! Who asks: a program that shows a token, within what the token may be used for.

use std::marker::PhantomData;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use desk::{
    Ctx,
    access::token::{self, Bearer},
};
use model::token::Grant;

use crate::{Address, Shared, problem::Trouble};

/// What an operation asks of a token.
pub trait Need {
    /// The grant; none when any token will do.
    const GRANT: Option<Grant>;
}

macro_rules! needs {
    ($($(#[$doc:meta])+ $name:ident = $grant:expr;)+) => {$(
        $(#[$doc])+
        pub struct $name;
        impl Need for $name {
            const GRANT: Option<Grant> = $grant;
        }
    )+};
}

needs! {
    /// Any token.
    AnyToken = None;
    /// `tickets:read`.
    ReadTickets = Some(Grant::ReadTickets);
    /// `tickets:write`.
    WriteTickets = Some(Grant::WriteTickets);
    /// `contacts:read`.
    ReadContacts = Some(Grant::ReadContacts);
    /// `contacts:write`.
    WriteContacts = Some(Grant::WriteContacts);
    /// `events:read`.
    ReadEvents = Some(Grant::ReadEvents);
}

/// A program whose token has the grant, and the person it acts for.
pub struct By<N> {
    /// The program.
    pub bearer: Bearer,
    /// What it has shown, to be looked at again after a long wait.
    pub shown: Shown,
    need: PhantomData<N>,
}

/// A token as it was shown.
#[derive(Clone)]
pub struct Shown {
    token: String,
    address: String,
}

impl<N> By<N> {
    /// The person.
    pub fn ctx(&self) -> &Ctx {
        &self.bearer.ctx
    }

    /// Whether the token has this grant besides; what an answer tells goes by it.
    pub fn may(&self, grant: Grant) -> bool {
        self.bearer.grants.contains(&grant)
    }

    /// The trouble as far as it may be told: what others changed is for those who may read it.
    pub fn told(&self, trouble: Trouble, reading: Grant) -> Trouble {
        if self.may(reading) { trouble } else { trouble.without_changes() }
    }
}

impl Shown {
    /// Who shows it, if it still works.
    pub async fn bear(&self, shared: &Shared) -> Result<Bearer, Trouble> {
        Ok(token::bear(&shared.desk, &self.token, &self.address).await?)
    }
}

impl<N: Need> FromRequestParts<Shared> for By<N> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Trouble> {
        let token = token_of(&parts.headers).ok_or(Trouble::NoToken)?.to_owned();
        let Address(address) = parts.extensions.get().cloned().unwrap_or_default();
        let shown = Shown { token, address };
        let bearer = shown.bear(shared).await?;
        match N::GRANT {
            Some(grant) if !bearer.grants.contains(&grant) => Err(Trouble::Narrow(grant)),
            _ => Ok(Self { bearer, shown, need: PhantomData }),
        }
    }
}

/// The token of `Authorization: Bearer …`; the word may be written in any case.
fn token_of(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_bearer_shows_a_token() {
        for (header, token) in [
            ("Bearer gd_abc", Some("gd_abc")),
            ("bearer  gd_abc ", Some("gd_abc")),
            ("Basic Z2RfYWJj", None),
            ("Bearer ", None),
            ("gd_abc", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(header))]);
            assert_eq!(token_of(&headers), token, "{header}");
        }
    }
}
