//! An address taken apart, as browsers read it: numbers in any base, wide digits and dots are seen through.

use std::net::IpAddr;

use model::Problem;
use url::{Host, Url};

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Whether it goes encrypted.
    pub https: bool,
    /// The port.
    pub port: u16,
    /// The path with its query.
    pub path: String,
    /// The `Host` header: the name, with the port where it is not the usual one.
    pub authority: String,
    host: Host<String>,
}

impl Target {
    /// Takes an address apart; what carries a name and password is refused, for we send none.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let url = Url::parse(text).map_err(|_| Problem::NotAUrl)?;
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(Problem::NotAUrl),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Problem::NotAUrl);
        }
        let host = url.host().filter(is_complete).ok_or(Problem::NotAUrl)?.to_owned();
        let port = url.port_or_known_default().ok_or(Problem::NotAUrl)?;
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_string(),
        };
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(Self { https, port, path: url.path().to_owned() + &query, authority, host })
    }

    /// The address, when it is written as one.
    pub fn address(&self) -> Option<IpAddr> {
        match &self.host {
            Host::Ipv4(address) => Some(IpAddr::V4(*address)),
            Host::Ipv6(address) => Some(IpAddr::V6(*address)),
            Host::Domain(_) => None,
        }
    }

    /// The name to look up; empty when there is only an address.
    pub fn host_name(&self) -> &str {
        match &self.host {
            Host::Domain(name) => name,
            Host::Ipv4(_) | Host::Ipv6(_) => "",
        }
    }
}

/// Whether nothing is missing between the dots of a name; one may end it.
fn is_complete(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => !name.strip_suffix('.').unwrap_or(name).split('.').any(str::is_empty),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let target = Target::parse("https://Hooks.Example.com/a/b?c=d#e").expect("an address");
        assert_eq!((target.https, target.port, target.host_name()), (true, 443, "hooks.example.com"));
        assert_eq!((target.path.as_str(), target.authority.as_str()), ("/a/b?c=d", "hooks.example.com"));
        let target = Target::parse("http://[::1]:8443").expect("an address");
        assert_eq!((target.https, target.port, target.authority.as_str()), (false, 8443, "[::1]:8443"));
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for text in [
            "",
            "example.com",
            "ftp://example.com",
            "file:///etc/passwd",
            "https://",
            "https://a:b@example.com/",
            "https://user@example.com",
            "gopher://example.com",
            "javascript:alert(1)",
            "https://exa mple.com",
            "https://.",
            "https://8.8.8.8..",
            "https://a..example.com",
        ] {
            assert_eq!(Target::parse(text), Err(Problem::NotAUrl), "{text}");
        }
    }
}
