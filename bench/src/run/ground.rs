//! A database with our server and the floor over it.

use anyhow::{Context, Result, ensure};
use desk::{Clock, secret};
use model::person::Who;
use uuid::Uuid;

use super::{plan::Options, server::Server, stores::Store};
use crate::{
    client::{Connection, Request, encoded},
    corpus::{AGENT, PASSWORD},
    measure::Tree,
    moment::Moment,
};

/// A signed-in browser.
#[derive(Clone, Default)]
pub struct Session {
    /// What it shows.
    pub token: String,
    /// Whose it is.
    pub person: String,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// The desk.
    Ours,
    /// What is written by hand.
    Floor,
}

/// A database with both servers.
pub struct Ground {
    /// The database.
    pub store: Store,
    /// The agent who asks.
    pub session: Session,
    /// Sessions of others.
    pub others: Vec<String>,
    ours: Server,
    floor: Option<Server>,
}

impl Ground {
    /// Starts our server and signs the agent in.
    pub async fn open(options: &Options, store: Store) -> Result<Self> {
        let others = open_sessions(&store).await?;
        let mut ours = Server::desk(options, &store.url, &store.data)?;
        ours.until_ready("/sign-in", &Session::default(), Moment::now()).await?;
        let session = sign_in(&ours).await?;
        Ok(Self { store, session, others, ours, floor: None })
    }

    /// Starts our server again and tells how many milliseconds went by until it served the inbox.
    pub async fn restart(&mut self, options: &Options) -> Result<f64> {
        self.ours.stop().await?;
        let started = Moment::now();
        self.ours = Server::desk(options, &self.store.url, &self.store.data)?;
        self.ours.until_ready("/tickets", &self.session, started).await
    }

    /// Starts the floor over the same database.
    pub async fn start_floor(&mut self) -> Result<()> {
        let mut floor = Server::floor(&self.store.url, &self.store.data)?;
        floor.until_ready("/tickets", &self.session, Moment::now()).await?;
        self.floor = Some(floor);
        Ok(())
    }

    /// The server of a side.
    pub fn server(&self, side: Side) -> Result<&Server> {
        match side {
            Side::Ours => Ok(&self.ours),
            Side::Floor => self.floor.as_ref().context("the floor has not been started"),
        }
    }

    /// A connection to a side.
    pub async fn connect(&self, side: Side) -> Result<Connection> {
        Connection::open(self.server(side)?.address).await
    }

    /// All processes that work for a side, the database's too.
    pub fn tree(&self, side: Side) -> Result<Tree> {
        Ok(Tree::of(std::iter::once(self.server(side)?.id()).chain(self.store.postmaster)))
    }

    /// The pages whose wasm counts: signing in, and the inbox.
    pub async fn pages(&self) -> Result<Vec<String>> {
        let mut connection = self.connect(Side::Ours).await?;
        let sign_in = connection.ask(&Request::page("/sign-in", "")).await?;
        let inbox = connection.ask(&Request::page("/tickets", &self.session.token)).await?;
        Ok(vec![sign_in.text(), inbox.text()])
    }

    /// Stops both servers.
    pub async fn close(mut self) -> Result<()> {
        self.ours.stop().await?;
        if let Some(floor) = &mut self.floor {
            floor.stop().await?;
        }
        Ok(())
    }
}

/// Signs the agent in as a browser does.
async fn sign_in(ours: &Server) -> Result<Session> {
    let mut connection = Connection::open(ours.address).await?;
    let body = format!("email={}&password={}", encoded(AGENT), encoded(PASSWORD));
    let response = connection.ask(&Request::form("/api/sign_in", "", &body)).await?;
    let token = response.session().context("signing in gave no session")?;
    let named = format!(r#"{{"query":"{AGENT}","department":null}}"#);
    let found = connection.ask(&Request::json("/api/pick_people", &token, &named)).await?;
    let found: Vec<Who> = serde_json::from_slice(&found.body)?;
    let me = found.first().context("the agent is not among the people")?;
    Ok(Session { token, person: me.id.to_string() })
}

/// One session for each of the agent's colleagues.
async fn open_sessions(store: &Store) -> Result<Vec<String>> {
    let db = desk::db::Db::open(&store.url).await?;
    let mut tx = db.write().await?;
    let people: Vec<(Uuid, Uuid)> =
        tx.all("select tenant_id, id from person where email <> $1 order by id", (AGENT,)).await?;
    let now = Clock::real().now();
    let mut tokens = Vec::with_capacity(people.len());
    for (nth, (tenant, person)) in people.into_iter().enumerate() {
        let token = format!("bench-{nth}-{person}");
        let id = Uuid::from_u128(nth as u128 + 1);
        let binds = (tenant, id, secret::hash(&token), person, now, now.plus_seconds(24 * 3600));
        tx.execute_one(SESSION, binds).await?;
        tokens.push(token);
    }
    tx.commit().await?;
    db.close().await;
    ensure!(!tokens.is_empty(), "the corpus has no colleagues");
    Ok(tokens)
}

const SESSION: &str = "
    insert into session
        (tenant_id, id, token_hash, person_id, user_agent, address, created_at, last_seen_at, expires_at)
    values ($1, $2, $3, $4, 'bench', '127.0.0.1', $5, $5, $6)";
