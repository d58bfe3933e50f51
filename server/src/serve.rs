//! Listening until told to stop, with the background work beside it.

use std::{future::IntoFuture, net::SocketAddr, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use axum::serve::ListenerExt;
use desk::{Desk, Dialect, access, job::Lane};
use futures_util::FutureExt;
use model::route::setup_path;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::{Config, Shared, live, router};

/// Requests and jobs under way get so long to finish once the server has been told to stop.
const GRACE: Duration = Duration::from_secs(2);
/// Background work that panicked waits so long before it begins anew.
const BREATH: Duration = Duration::from_secs(1);

/// Prints the link that sets up the administrator's account, as long as there is none; says whether it did.
pub async fn announce(desk: &Desk, config: &Config) -> Result<bool> {
    let Some(token) = access::first_start(desk).await? else { return Ok(false) };
    let link = config.base_url() + &setup_path(&token);
    println!("首次启动，请在浏览器打开此一次性链接设置管理员 / First start, open this one-time link: {link}");
    Ok(true)
}

/// Serves until the process is asked to stop.
pub async fn serve(config: Config) -> Result<()> {
    let desk = config.open_desk().await?;
    announce(&desk, &config).await?;
    let shared = Shared::new(desk, config).await?.arc();
    let listener = TcpListener::bind(shared.config.listen).await;
    let listener = listener.with_context(|| format!("cannot listen on {}", shared.config.listen))?;
    let (stop, stopping) = watch::channel(false);
    let desk = shared.desk.clone();
    let worker = kept_up("the job queue", move || desk::job::work(desk.clone(), stopping.clone()));
    let shared_database = matches!(shared.desk.db.dialect(), Dialect::Postgres);
    let carriers = carriers(&shared.desk, &stop);
    let desk = shared.desk.clone();
    let poller = shared_database.then(|| kept_up("the poller", move || live::poll(desk.clone())));
    info!(url = shared.config.base_url(), "the desk is open");
    listen(listener, Arc::clone(&shared)).await?;
    poller.iter().for_each(JoinHandle::abort);
    stop.send_replace(true);
    carriers.iter().for_each(JoinHandle::abort);
    if timeout(GRACE, worker).await.is_err() {
        warn!("a job did not finish in time; another worker will do it again");
    }
    if timeout(GRACE, shared.desk.db.close()).await.is_err() {
        warn!("the database is still in use");
    }
    Ok(())
}

/// How many messages to webhooks may be under way at once.
const CARRIERS: usize = 4;

/// Workers for what waits for others. They are cut off at the end: whoever was not told by then is told again later.
fn carriers(desk: &Desk, stop: &watch::Sender<bool>) -> Vec<JoinHandle<()>> {
    let carrier = |_| {
        let (desk, stopping) = (desk.clone(), stop.subscribe());
        kept_up("a carrier of webhooks", move || {
            desk::job::work_in(Lane::Outward, desk.clone(), stopping.clone())
        })
    };
    (0..CARRIERS).map(carrier).collect()
}

/// Runs work in the background, and begins anew when it panics.
fn kept_up<F>(what: &'static str, work: impl Fn() -> F + Send + 'static) -> JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(async move {
        while AssertUnwindSafe(work()).catch_unwind().await.is_err() {
            error!(what, "panicked and begins anew");
            sleep(BREATH).await;
        }
    })
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) -> Result<()> {
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            warn!(%error, "small packets will be held back");
        }
    });
    let stop = CancellationToken::new();
    let app = router(shared).into_make_service_with_connect_info::<SocketAddr>();
    let server =
        axum::serve(listener, app).with_graceful_shutdown(stop.clone().cancelled_owned()).into_future();
    let mut server = std::pin::pin!(server);
    tokio::select! {
        ended = &mut server => return Ok(ended?),
        asked = asked_to_stop() => asked?,
    }
    info!("closing");
    stop.cancel();
    if timeout(GRACE, server).await.is_err() {
        warn!("some requests did not finish in time");
    }
    Ok(())
}

async fn asked_to_stop() -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => Ok(interrupted?),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn background_work_that_panics_begins_anew() {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let work = kept_up("a test", move || {
            let run = counted.fetch_add(1, Ordering::SeqCst);
            async move { assert!(run > 1, "a fault of ours") }
        });
        work.await.expect("work that ends");
        assert_eq!(runs.load(Ordering::SeqCst), 3);
    }
}
