//! A desk of so many tickets, the same in every run, in the schema that the migrations make. It is made once and kept
//! as long as neither the schema nor this generator changes, nor how texts are cut for the search.

mod cell;
mod house;
mod postgres;
mod sqlite;
mod story;
mod tables;
mod words;

pub use cell::{Batch, Cell, Row, Table};
pub use house::House;
pub use words::searched;

use std::path::Path;

use anyhow::Result;
use desk::{Ctx, Desk, ticket::tally};
use uuid::Uuid;

use crate::{random::Random, row};
use story::{Cast, Shelf};

/// Counts up whenever the generator changes, so that corpora of older ones are not used again.
const GENERATOR: u32 = 2;
/// The account of the agent who asks.
pub const AGENT: &str = "agent@bench.example";
/// Everybody's password.
pub const PASSWORD: &str = "gongdan-bench-2026";

const SEED: u64 = 2026;
const PEOPLE: usize = 200;
/// Tickets of one transaction.
const CHUNK: i64 = 5_000;

/// A database that takes rows faster than the desk's own way.
pub(crate) trait Sink {
    /// Writes rows, all or none.
    fn write(&mut self, batch: Batch) -> impl Future<Output = Result<()>>;
    /// Runs one statement.
    fn run(&mut self, sql: &str) -> impl Future<Output = Result<()>>;
}

/// The tag of corpora that this program makes over this schema.
pub async fn key(desk: &Desk) -> Result<String> {
    let mut tx = desk.db.read().await?;
    let migrations: Vec<(i64, Vec<u8>)> =
        tx.all("select version, checksum from _sqlx_migrations order by version", ()).await?;
    let last = migrations.last().map_or(0, |(version, _)| *version);
    let sums = migrations
        .iter()
        .flat_map(|(_, sum)| sum)
        .fold(0u32, |hash, &byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    Ok(format!("{GENERATOR}_{last}_{sums:08x}_{}", desk::search::VERSION))
}

/// Makes the corpus in an empty SQLite file.
pub async fn fill_sqlite(file: &Path, tickets: i64) -> Result<()> {
    let url = format!("sqlite://{}", file.display());
    let folder = file.with_extension("files");
    let desk = house::open(&url, &folder).await?;
    let house = house::settle(&desk).await?;
    let mut sink = sqlite::SqliteSink::open(file)?;
    fill(&mut sink, house, tickets).await?;
    sink.close()?;
    finish(&house::sign_in(&desk).await?).await?;
    desk.db.close().await;
    drop(desk);
    std::fs::remove_dir_all(&folder)?;
    sqlite::settle(file)
}

/// Makes the corpus in an empty PostgreSQL database.
pub async fn fill_postgres(url: &str, tickets: i64) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("gongdan-bench-{}", std::process::id()));
    let desk = house::open(url, &folder).await?;
    let house = house::settle(&desk).await?;
    let mut sink = postgres::PostgresSink::open(url).await?;
    fill(&mut sink, house, tickets).await?;
    finish(&house::sign_in(&desk).await?).await?;
    desk.db.close().await;
    std::fs::remove_dir_all(&folder)?;
    sink.settle().await
}

/// What the desk derives from its rows.
async fn finish(ctx: &Ctx) -> Result<()> {
    tally::recount(ctx).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    desk::search::rebuild(&ctx.desk, ctx.tenant).await
}

async fn fill(sink: &mut impl Sink, mut house: House, tickets: i64) -> Result<()> {
    let mut random = Random::new(SEED);
    let (batch, departments) = references(&mut random, &mut house);
    sink.write(batch).await?;
    let contacts = contacts(sink, &mut random, &house, tickets / 5).await?;
    let mut seq = house.events;
    let cast = Cast { house: &house, departments, contacts, tickets };
    for first in (1..=tickets).step_by(CHUNK as usize) {
        let mut shelf = Shelf::default();
        for number in first..=(first + CHUNK - 1).min(tickets) {
            story::tell(&mut random, &cast, number, &mut shelf, &mut seq)?;
        }
        sink.write(shelf.batch()).await?;
        eprint!("\r  {} of {tickets} tickets", (first + CHUNK - 1).min(tickets));
    }
    eprintln!();
    let counter = vec![row![house.tenant, "ticket", tickets]];
    sink.write(Batch::default().with(&tables::COUNTER, counter)).await?;
    sink.run(&format!("update counter set value = {seq} where name = 'event'")).await
}

/// Departments, types and colleagues.
fn references(random: &mut Random, house: &mut House) -> (Batch, Vec<Uuid>) {
    let (tenant, at) = (house.tenant, house::END);
    let departments: Vec<Uuid> = words::DEPARTMENTS.iter().map(|_| random.id(at)).collect();
    let named = |ids: &[Uuid], names: &[&str]| -> Vec<Row> {
        ids.iter().zip(names).map(|(id, name)| row![tenant, *id, *name, at]).collect()
    };
    let department_rows = named(&departments, &words::DEPARTMENTS);
    let types: Vec<Uuid> = words::TYPES.iter().map(|_| random.id(at)).collect();
    let type_rows = named(&types, &words::TYPES);
    house.types.extend(types);
    let mut people = Vec::with_capacity(PEOPLE);
    for nth in 1..PEOPLE {
        let (id, name) = (random.id(at), words::name(random));
        let email = format!("agent{nth}@bench.example");
        let department = *random.pick(&departments);
        let hash = house.password_hash.as_str();
        people.push(row![tenant, id, email, name.as_str(), hash, "agent", "tenant", department, at]);
        house.people.push((id, name));
    }
    let batch = Batch::default()
        .with(&tables::DEPARTMENT, department_rows)
        .with(&tables::TYPE, type_rows)
        .with(&tables::PERSON, people);
    (batch, departments)
}

async fn contacts(sink: &mut impl Sink, random: &mut Random, house: &House, count: i64) -> Result<Vec<Uuid>> {
    let mut ids = Vec::new();
    let mut rows = Vec::new();
    for _ in 0..count.max(1) {
        let id = random.id(house::END);
        ids.push(id);
        let (name, phone, address) = (words::name(random), words::phone(random), words::place(random));
        rows.push(row![house.tenant, id, name, phone, address, house::END]);
    }
    sink.write(Batch::default().with(&tables::CONTACT, rows)).await?;
    Ok(ids)
}
