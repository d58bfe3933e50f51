//! The tenant that the tickets belong to: its first people come in the way that people do.

use anyhow::{Context, Result};
use desk::{Clock, Ctx, Desk, Door, Settings, access, people};
use model::{
    Time,
    person::{Invite, SetUp, SignIn},
};
use uuid::Uuid;

use super::{AGENT, PASSWORD};

/// When the corpus ends; the same in every run.
pub const END: i64 = 1_795_000_000_000;
const ADMINISTRATOR: &str = "admin@bench.example";

/// What the bulk of the rows refers to.
pub struct House {
    /// The tenant.
    pub tenant: Uuid,
    /// The agent who asks, and then everybody else: id and name.
    pub people: Vec<(Uuid, String)>,
    /// Of the agent who asks; everybody else gets the same.
    pub password_hash: String,
    /// The types that every desk begins with.
    pub types: Vec<Uuid>,
    /// The tags that every desk begins with.
    pub tags: Vec<Uuid>,
    /// The last event so far.
    pub events: i64,
}

/// Opens a desk at the end of the corpus's time.
pub async fn open(database_url: &str, data: &std::path::Path) -> Result<Desk> {
    let settings = Settings {
        database_url: database_url.to_owned(),
        data_dir: data.to_owned(),
        clock: Clock::at(Time(END)),
    };
    Desk::open(settings).await
}

/// Sets the desk up by its one-time link, and lets the administrator invite the agent.
pub async fn settle(desk: &Desk) -> Result<House> {
    let first = access::first_start(desk).await?.context("the database is not empty")?;
    let door = door(desk).await?;
    let form =
        SetUp {
            token: first, name: "高建华".into(), email: ADMINISTRATOR.into(), password: PASSWORD.into()
        };
    let opened = access::set_up(&door, &form).await.map_err(said)?;
    let administrator = access::resume(desk, &opened.token).await.map_err(said)?;
    let invite = Invite {
        name: "陈静".into(),
        email: AGENT.into(),
        role: "agent".into(),
        scope: "tenant".into(),
        department: String::new(),
    };
    let token = people::invite(&administrator, &invite).await.map_err(said)?;
    let form = SetUp { token, name: invite.name, email: String::new(), password: PASSWORD.into() };
    access::set_up(&door, &form).await.map_err(said)?;
    house(desk, door.tenant.0).await
}

/// The agent who asks, signed in.
pub async fn sign_in(desk: &Desk) -> Result<Ctx> {
    let form = SignIn { email: AGENT.into(), password: PASSWORD.into(), next: String::new() };
    let opened = access::sign_in(&door(desk).await?, &form).await.map_err(said)?;
    access::resume(desk, &opened.token).await.map_err(said)
}

async fn door(desk: &Desk) -> Result<Door> {
    let tenant = access::tenant(desk).await.map_err(said)?;
    Ok(Door { desk: desk.clone(), tenant, address: "127.0.0.1".into(), user_agent: "bench".into() })
}

async fn house(desk: &Desk, tenant: Uuid) -> Result<House> {
    let mut tx = desk.db.read().await?;
    let (agent, name, password_hash): (Uuid, String, String) =
        tx.one("select id, name, password_hash from person where email = $1", (AGENT,)).await?;
    let ids = |rows: Vec<(Uuid,)>| rows.into_iter().map(|(id,)| id).collect::<Vec<_>>();
    let types = ids(tx.all("select id from ticket_type order by created_at, id", ()).await?);
    let tags = ids(tx.all("select id from tag order by created_at, id", ()).await?);
    let (events,): (i64,) = tx.one("select value from counter where name = 'event'", ()).await?;
    Ok(House { tenant, people: vec![(agent, name)], password_hash, types, tags, events })
}

fn said(error: model::Error) -> anyhow::Error {
    anyhow::anyhow!("{error:?}")
}
