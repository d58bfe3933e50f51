//! Which databases a test runs on.

use crate::TestDesk;

/// A database engine under test.
#[derive(Clone, Debug)]
pub enum Engine {
    /// A file of its own for each test.
    Sqlite,
    /// A database of its own for each test, made under this URL.
    Postgres(String),
}

/// SQLite, unless `TEST_ENGINES` asks for PostgreSQL alone, and PostgreSQL where `TEST_POSTGRES_URL` leads to a
/// server.
pub fn engines() -> Vec<Engine> {
    let postgres = std::env::var("TEST_POSTGRES_URL").ok().map(Engine::Postgres);
    let only_postgres = std::env::var("TEST_ENGINES").is_ok_and(|engines| engines == "postgres");
    let sqlite = (!only_postgres || postgres.is_none()).then_some(Engine::Sqlite);
    sqlite.into_iter().chain(postgres).collect()
}

/// Tells the story once on each engine, each time on an empty desk.
pub async fn on_each(story: impl AsyncFn(&TestDesk)) {
    for engine in engines() {
        println!("on {engine:?}");
        let desk = TestDesk::open(&engine).await;
        story(&desk).await;
        desk.close().await;
    }
}
