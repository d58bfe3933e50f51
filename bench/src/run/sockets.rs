//! Open pages of signed-in people that only listen.

use std::time::Duration;

use anyhow::Result;
use futures_util::future::try_join_all;

use super::{
    ground::{Ground, Side},
    plan::Plan,
    report::{Report, Scalar},
};
use crate::{client::Socket, measure::pss_kib};

/// Handshakes under way at once.
const AT_ONCE: usize = 20;
const SETTLE: Duration = Duration::from_secs(1);

/// Opens many sockets, weighs the server before and with them, and lets them go.
pub async fn hold(plan: &Plan, ground: &Ground, report: &mut Report) -> Result<()> {
    let server = ground.server(Side::Ours)?;
    let people = || ground.others.iter().cycle();
    let warm = open(server.address, people().take(AT_ONCE)).await?;
    tokio::time::sleep(SETTLE).await;
    let before = pss_kib(server.id())?;
    let mut sockets = Vec::with_capacity(plan.sockets);
    let all: Vec<&String> = people().take(plan.sockets).collect();
    for some in all.chunks(AT_ONCE) {
        sockets.extend(open(server.address, some.iter().copied()).await?);
    }
    tokio::time::sleep(SETTLE).await;
    let grown = pss_kib(server.id())?.saturating_sub(before);
    report.scalar(ground, Scalar::KibPerSocket, grown as f64 / plan.sockets as f64);
    drop((warm, sockets));
    Ok(())
}

async fn open<'a>(
    address: std::net::SocketAddr,
    tokens: impl Iterator<Item = &'a String>,
) -> Result<Vec<Socket>> {
    try_join_all(tokens.map(|token| Socket::open(address, token))).await
}
