//! Addresses of webhooks, which strangers choose.
//!
//! What may be sent to is no address of an inner network, however it is written, and says nothing to the server it
//! leads to but a host and a path. A network holds its own address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use desk::webhook::Post;
use model::Problem;
use webhook::{Cidr, Outlet, Rules, Target, is_public};

/// Takes the input as an address of the web, as a network, and as the bits of an address.
pub fn run(data: &[u8]) {
    bits(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    address(text);
    network(text);
}

fn address(text: &str) {
    let strict = Outlet::new(Rules::default()).check(text);
    let lax = Outlet::new(Rules { http: true, ..Rules::default() }).check(text);
    assert!(strict.is_err() || lax.is_ok(), "{text}");
    if lax.is_err() {
        assert!(matches!(lax, Err(Problem::NotAUrl | Problem::UrlRefused)));
        return;
    }
    let target = Target::parse(text).expect("was taken");
    assert_eq!(strict.is_ok(), target.https, "{text}");
    match target.address() {
        Some(address) => assert!(!is_inner(address), "{text} leads to {address}"),
        None => named(&target),
    }
    said(&target);
}

/// A name that is none would be asked of the system as an address.
fn named(target: &Target) {
    let name = target.host_name();
    let name = name.strip_suffix('.').unwrap_or(name);
    assert!(name.parse::<IpAddr>().is_err() && !name.is_empty(), "{target:?}");
    let last = name.rsplit('.').next().unwrap_or_default();
    assert!(!last.bytes().all(|byte| byte.is_ascii_digit()), "{target:?}");
}

/// Nothing in it ends the line of a request, and it reads the same when it is put together again.
fn said(target: &Target) {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    assert!(is_plain(&target.authority) && is_plain(&target.path), "{target:?}");
    assert!(target.path.starts_with('/') && !target.authority.contains(['/', '@', '?', '#']), "{target:?}");
    let scheme = if target.https { "https" } else { "http" };
    let again = Target::parse(&format!("{scheme}://{}{}", target.authority, target.path));
    assert_eq!(again.as_ref(), Ok(target));
}

fn network(text: &str) {
    let Ok(network) = text.parse::<Cidr>() else { return };
    let address = text.trim().split('/').next().unwrap_or_default();
    assert!(network.contains(address.parse().expect("a network begins with an address")), "{text}");
}

fn bits(data: &[u8]) {
    if let Some(bits) = data.first_chunk::<4>() {
        let address = Ipv4Addr::from(*bits);
        let is_public = public(address.into());
        assert_eq!(public(address.to_ipv6_mapped().into()), is_public, "{address}");
    }
    if let Some(bits) = data.first_chunk::<16>() {
        public(Ipv6Addr::from(*bits).into());
    }
}

fn public(address: IpAddr) -> bool {
    let is_public = is_public(address);
    assert!(!is_public || !is_inner(address), "{address}");
    is_public
}

/// As the standard library sees it, which does not know all networks.
fn is_inner(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
        }
        IpAddr::V6(v6) => {
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
                || v6.is_multicast()
                || v6.to_ipv4().is_some_and(|v4| is_inner(v4.into()))
        }
    }
}
