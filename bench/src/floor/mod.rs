//! The floor: what the same pages cost when one handler does nothing else, written by hand over axum and rusqlite or
//! tokio-postgres. It answers the same rows to the same person, with the same words on the page, and knows nothing of
//! forms, rights, languages or live updates.

mod create;
mod page;
mod postgres;
mod rows;
mod sql;
mod sqlite;
mod text;

use page::{Detail, Found, List, Overview, Rows};

use std::{net::SocketAddr, sync::Arc};

use anyhow::Result;
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use tokio::net::TcpListener;

use postgres::PostgresStore;
use sqlite::SqliteStore;

/// Where the rows come from.
enum Store {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

/// Serves the floor over a database until the process ends.
pub async fn serve(database_url: &str, listen: SocketAddr) -> Result<()> {
    let store = match database_url.strip_prefix("sqlite://") {
        Some(file) => Store::Sqlite(SqliteStore::open(file)?),
        None => Store::Postgres(PostgresStore::open(database_url).await?),
    };
    let router = Router::new()
        .route("/", get(overview))
        .route("/tickets", get(list))
        .route("/tickets/{number}", get(detail))
        .route("/data/tickets", get(list_data))
        .route("/data/tickets/{number}", get(detail_data))
        .route("/data/search/{typed}", get(search_data))
        .route("/create", post(create))
        .with_state(Arc::new(store));
    let listener = TcpListener::bind(listen).await?;
    Ok(axum::serve(
        axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true))),
        router,
    )
    .await?)
}

impl Store {
    async fn list(&self, token: &[u8]) -> Result<List> {
        match self {
            Self::Sqlite(store) => store.list(token),
            Self::Postgres(store) => store.list(token).await,
        }
    }

    async fn rows(&self, token: &[u8]) -> Result<Rows> {
        match self {
            Self::Sqlite(store) => store.rows(token),
            Self::Postgres(store) => store.rows(token).await,
        }
    }

    async fn search(&self, token: &[u8], typed: &str) -> Result<Found> {
        let rows = match self {
            Self::Sqlite(store) => store.search(token, typed)?,
            Self::Postgres(store) => store.search(token, typed).await?,
        };
        Ok(Found { rows })
    }

    async fn detail(&self, token: &[u8], number: i64, alone: bool) -> Result<Detail> {
        match self {
            Self::Sqlite(store) => store.detail(token, number, alone),
            Self::Postgres(store) => store.detail(token, number, alone).await,
        }
    }

    async fn overview(&self, token: &[u8]) -> Result<Overview> {
        match self {
            Self::Sqlite(store) => store.overview(token),
            Self::Postgres(store) => store.overview(token).await,
        }
    }
}

/// Whatever goes wrong; the floor has no words for it.
struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}", self.0)).into_response()
    }
}

type Floor = State<Arc<Store>>;

async fn list(State(store): Floor, headers: HeaderMap) -> Result<Html<String>, Failure> {
    Ok(Html(store.list(&token(&headers)).await?.html()))
}

async fn detail(
    State(store): Floor,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Result<Html<String>, Failure> {
    Ok(Html(store.detail(&token(&headers), number, false).await?.html()))
}

async fn overview(State(store): Floor, headers: HeaderMap) -> Result<Html<String>, Failure> {
    Ok(Html(store.overview(&token(&headers)).await?.html()))
}

async fn list_data(State(store): Floor, headers: HeaderMap) -> Result<Response, Failure> {
    Ok(Json(store.rows(&token(&headers)).await?).into_response())
}

async fn detail_data(
    State(store): Floor,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    Ok(Json(store.detail(&token(&headers), number, true).await?).into_response())
}

async fn search_data(
    State(store): Floor,
    Path(typed): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    Ok(Json(store.search(&token(&headers), &typed).await?).into_response())
}

async fn create(State(store): Floor, Json(new): Json<create::New>) -> Result<String, Failure> {
    let number = match &*store {
        Store::Sqlite(store) => store.create(new).await?,
        Store::Postgres(store) => store.create(new).await?,
    };
    Ok(number.to_string())
}

/// The hash of the session's token.
fn token(headers: &HeaderMap) -> Vec<u8> {
    let cookie = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    desk::secret::hash(cookie.strip_prefix("session=").unwrap_or_default())
}
