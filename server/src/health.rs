//! `health`: whether the desk that these settings describe answers.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::Config;

/// A desk that takes longer is not well.
const PATIENCE: Duration = Duration::from_secs(4);
const REQUEST: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Asks the desk on this machine; an error unless it is well.
pub async fn health(config: &Config) -> Result<()> {
    let address = nearest(config.listen);
    let answer = timeout(PATIENCE, ask(address)).await.context("the desk takes too long to answer")?;
    let answer = answer.with_context(|| format!("the desk cannot be reached at {address}"))?;
    let first = answer.lines().next().unwrap_or_default();
    ensure!(first.contains(" 200 "), "the desk is not well: {}", answer.lines().last().unwrap_or_default());
    println!("ok");
    Ok(())
}

/// A server that listens everywhere is asked on this machine.
fn nearest(listen: SocketAddr) -> SocketAddr {
    let here = match listen.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(here, listen.port())
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(REQUEST).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_that_listens_everywhere_is_asked_on_this_machine() {
        let asked = |listen: &str| nearest(listen.parse().expect("an address")).to_string();
        assert_eq!(asked("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(asked("[::]:80"), "[::1]:80");
        assert_eq!(asked("10.0.0.7:80"), "10.0.0.7:80");
    }
}
