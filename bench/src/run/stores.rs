//! Corpora, made once, and the copies that a run writes to.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use desk::{Clock, Desk, Settings};
use tokio_postgres::{Client, NoTls};

use super::plan::{Engine, Options};
use crate::corpus;

/// Where corpora are kept.
pub struct Stores {
    engine: Engine,
    cache: PathBuf,
    key: String,
    postgres: Option<(Client, String)>,
}

/// A copy to be worked on.
pub struct Store {
    /// Which engine it belongs to.
    pub engine: Engine,
    /// How many tickets it began with.
    pub tickets: i64,
    /// Its address.
    pub url: String,
    /// A folder for the server's files.
    pub data: PathBuf,
    /// The process that all of PostgreSQL descends from.
    pub postmaster: Option<u32>,
}

impl Stores {
    /// Finds out which corpora fit the present schema.
    pub async fn open(options: &Options, engine: Engine) -> Result<Self> {
        fs::create_dir_all(&options.cache)?;
        let cache = options.cache.clone();
        let key = key(&cache).await?;
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => {
                let url = options.postgres_url.clone().context("no PostgreSQL was named")?;
                let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
                tokio::spawn(connection);
                Some((client, url))
            }
        };
        let stores = Self { engine, cache, key, postgres };
        if options.postgres_is_ours
            && let Some(postmaster) = stores.postmaster().await?
        {
            super::server::pin_server(postmaster);
        }
        Ok(stores)
    }

    /// A fresh copy of the corpus of that size, which is made first if there is none.
    pub async fn lay(&self, tickets: i64) -> Result<Store> {
        let data = self.cache.join(format!("work-{}-{tickets}", self.engine.name()));
        remove(&data)?;
        fs::create_dir_all(&data)?;
        let url = match &self.postgres {
            None => self.lay_sqlite(&data, tickets).await?,
            Some((client, url)) => self.lay_postgres(client, url, tickets).await?,
        };
        Ok(Store { engine: self.engine, tickets, url, data, postmaster: self.postmaster().await? })
    }

    /// Throws the copies away; the corpora stay.
    pub async fn clear(&self) -> Result<()> {
        for entry in fs::read_dir(&self.cache)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("work-")) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    async fn lay_sqlite(&self, data: &Path, tickets: i64) -> Result<String> {
        let kept = self.cache.join(format!("sqlite_{}_{tickets}.db", self.key));
        if !kept.is_file() {
            eprintln!("making a corpus of {tickets} tickets on SQLite, once");
            let partial = self.cache.join(format!("partial-{}.db", std::process::id()));
            corpus::fill_sqlite(&partial, tickets).await?;
            fs::rename(&partial, &kept)?;
            for ending in ["db-wal", "db-shm"] {
                let _ = fs::remove_file(partial.with_extension(ending));
            }
        }
        let file = data.join("gongdan.db");
        fs::copy(&kept, &file)?;
        Ok(format!("sqlite://{}", file.display()))
    }

    async fn lay_postgres(&self, client: &Client, url: &str, tickets: i64) -> Result<String> {
        let kept = format!("gongdan_bench_{}_{tickets}", self.key);
        if client.query_opt("select 1 from pg_database where datname = $1", &[&kept]).await?.is_none() {
            eprintln!("making a corpus of {tickets} tickets on PostgreSQL, once");
            let partial = format!("gongdan_bench_partial_{}", std::process::id());
            client.batch_execute(&format!("create database {partial}")).await?;
            corpus::fill_postgres(&at(url, &partial), tickets).await?;
            client.batch_execute(&format!("alter database {partial} rename to {kept}")).await?;
        }
        let work = format!("gongdan_bench_work_{tickets}");
        client.batch_execute(&format!("drop database if exists {work} with (force)")).await?;
        client.batch_execute(&format!("create database {work} template {kept}")).await?;
        Ok(at(url, &work))
    }

    /// The parent of the process that serves us.
    async fn postmaster(&self) -> Result<Option<u32>> {
        let Some((client, _)) = &self.postgres else { return Ok(None) };
        let backend: i32 = client.query_one("select pg_backend_pid()", &[]).await?.get(0);
        let stat = fs::read_to_string(format!("/proc/{backend}/stat"))
            .context("PostgreSQL must run on this machine to be measured")?;
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        Ok(Some(parent.context("a process without parent")?.parse()?))
    }
}

/// The tag of the present schema, read from a desk that is made for nothing else.
async fn key(cache: &Path) -> Result<String> {
    let folder = cache.join(format!("key-{}", std::process::id()));
    let database_url = format!("sqlite://{}", folder.join("key.db").display());
    let desk = Desk::open(Settings { database_url, data_dir: folder.clone(), clock: Clock::real() }).await?;
    let key = corpus::key(&desk).await;
    desk.db.close().await;
    remove(&folder)?;
    key
}

/// The same server's other database.
fn at(url: &str, database: &str) -> String {
    let server = url.rsplit_once('/').map_or(url, |(server, _)| server);
    format!("{server}/{database}")
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}
