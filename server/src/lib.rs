//! The server: it binds the desk to HTTP. Pages and server functions come from `app`, verbs from `desk`; here is
//! what lies between them and the network.

mod answer;
pub mod config;
mod demo;
mod files;
mod health;
mod layer;
mod live;
mod maintenance;
mod page;
mod router;
mod serve;
mod site;
mod transfer;

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result};
use desk::{Desk, access};
use model::TenantId;
use ui::Assets;

pub use config::Config;
pub use demo::demo;
pub use health::health;
pub use live::{Pages, Rooms, poll};
pub use maintenance::{backup, check_backup, check_schema, migrate, restore};
pub use router::router;
pub use serve::{announce, serve};

use crate::layer::Buckets;

/// How often an open socket's session is looked at again.
const SESSION_CHECK: Duration = Duration::from_secs(60);

/// What all requests share.
pub struct Shared {
    /// The desk.
    pub desk: Desk,
    /// The tenant whose door this is.
    pub tenant: TenantId,
    /// The settings.
    pub config: Config,
    /// The names of the browser side's files.
    pub assets: Assets,
    /// Who has which ticket open.
    pub rooms: Rooms,
    /// How many pages each person has open.
    pub pages: Pages,
    /// How often an open socket's session is looked at again.
    pub session_check: Duration,
    buckets: Buckets,
}

impl Shared {
    /// Gathers what requests need. The database must have its tenant already.
    pub async fn new(desk: Desk, config: Config) -> Result<Self> {
        let tenant = access::tenant(&desk).await.context("the tenant cannot be found")?;
        let assets = read_assets(&config)?;
        let buckets = Buckets::new(config.rate);
        Ok(Self {
            desk,
            tenant,
            config,
            assets,
            rooms: Rooms::default(),
            pages: Pages::default(),
            session_check: SESSION_CHECK,
            buckets,
        })
    }

    /// The same with another period between two looks at a socket's session.
    pub fn checking_sessions_every(self, session_check: Duration) -> Self {
        Self { session_check, ..self }
    }

    /// Shared by the router and whatever runs beside it.
    pub fn arc(self) -> Arc<Self> {
        Arc::new(self)
    }
}

/// Reads which files the build of the browser side has made.
fn read_assets(config: &Config) -> Result<Assets> {
    let path = config.site.join("assets.json");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not understood", path.display()))
}
