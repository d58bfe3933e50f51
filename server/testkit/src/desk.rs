//! The desk under test.

use std::path::Path;

use ::desk::{Clock, Ctx, Desk, Door, Settings};
use model::{ContactId, DepartmentId, TagId, TenantId, Time, TypeId};
use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

use crate::{Engine, PersonBuilder};

/// 2026-11-21 09:14:05 in Shanghai.
const BEGINNING: Time = Time(1_795_223_645_000);

/// An empty, migrated desk with one tenant.
pub struct TestDesk {
    /// The desk itself.
    pub desk: Desk,
    /// Its clock.
    pub clock: Clock,
    /// Its tenant.
    pub tenant: TenantId,
    /// Where it is stored.
    pub database_url: String,
    /// Its data folder.
    pub folder: TempDir,
    engine: Engine,
    drop_database: Option<(String, String)>,
}

impl TestDesk {
    /// A new desk on an engine.
    pub async fn open(engine: &Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (database_url, drop_database) = match engine {
            Engine::Sqlite => (format!("sqlite://{}", folder.path().join("desk.db").display()), None),
            Engine::Postgres(server) => {
                let (url, name) = create_database(server).await;
                (url, Some((server.clone(), name)))
            }
        };
        let clock = Clock::at(BEGINNING);
        let desk = open(&database_url, &folder, &clock).await;
        let tenant = TenantId(desk.new_id());
        let engine = engine.clone();
        let test = Self { desk, clock, tenant, database_url, folder, engine, drop_database };
        test.add_tenant(tenant, "默认租户").await;
        test
    }

    /// A second desk on the same database, as another server would open it.
    pub async fn another_server(&self) -> Desk {
        open(&self.database_url, &self.folder, &self.clock).await
    }

    /// Another tenant beside the first, with an administrator in it.
    pub async fn other_tenant(&self) -> Ctx {
        let tenant = TenantId(self.desk.new_id());
        self.add_tenant(tenant, "别家公司").await;
        PersonBuilder::new(self, "别家管理员").administrator().in_tenant(tenant).signed_in().await
    }

    /// Begins the story of a person; an agent who sees the whole tenant unless told otherwise.
    pub fn person(&self, name: &str) -> PersonBuilder<'_> {
        PersonBuilder::new(self, name)
    }

    /// An agent who sees the whole tenant, signed in.
    pub async fn agent(&self, name: &str) -> Ctx {
        self.person(name).signed_in().await
    }

    /// An administrator, signed in.
    pub async fn administrator(&self) -> Ctx {
        self.person("管理员").administrator().signed_in().await
    }

    /// Somebody at the door.
    pub fn door(&self) -> Door {
        Door {
            desk: self.desk.clone(),
            tenant: self.tenant,
            address: "192.0.2.7".into(),
            user_agent: "Test browser".into(),
        }
    }

    /// A new department.
    pub async fn department(&self, name: &str) -> DepartmentId {
        let id = DepartmentId(self.desk.new_id());
        let sql = "insert into department (tenant_id, id, name, created_at) values ($1, $2, $3, $4)";
        self.run(sql, (self.tenant, id, name, self.clock.now())).await;
        id
    }

    /// A new ticket type.
    pub async fn ticket_type(&self, name: &str) -> TypeId {
        let id = TypeId(self.desk.new_id());
        let sql = "insert into ticket_type (tenant_id, id, name, created_at) values ($1, $2, $3, $4)";
        self.run(sql, (self.tenant, id, name, self.clock.now())).await;
        id
    }

    /// A new tag.
    pub async fn tag(&self, name: &str) -> TagId {
        let id = TagId(self.desk.new_id());
        let sql = "insert into tag (tenant_id, id, name, colour, created_at) values ($1, $2, $3, 'grey', $4)";
        self.run(sql, (self.tenant, id, name, self.clock.now())).await;
        id
    }

    /// A new contact.
    pub async fn contact(&self, name: &str, phone: &str) -> ContactId {
        let id = ContactId(self.desk.new_id());
        let sql = "insert into contact (tenant_id, id, name, phone, created_at) values ($1, $2, $3, $4, $5)";
        self.run(sql, (self.tenant, id, name, phone, self.clock.now())).await;
        id
    }

    /// Runs a statement of the test's own and commits it.
    pub async fn run(&self, sql: &'static str, binds: impl ::desk::db::Binds<'_>) {
        let mut tx = self.desk.db.write().await.expect("a writer");
        tx.execute(sql, binds).await.expect(sql);
        tx.commit().await.expect("a commit");
    }

    /// What another server would open this desk with.
    pub fn settings(&self) -> Settings {
        settings(&self.database_url, self.folder.path(), &self.clock)
    }

    /// A place on the same engine where no desk has been yet.
    pub async fn vacant(&self) -> Vacant {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (url, drop_database) = match &self.engine {
            Engine::Sqlite => (format!("sqlite://{}", folder.path().join("desk.db").display()), None),
            Engine::Postgres(server) => {
                let (url, name) = create_database(server).await;
                (url, Some((server.clone(), name)))
            }
        };
        Vacant { settings: settings(&url, folder.path(), &self.clock), folder, drop_database }
    }

    /// Closes the desk and removes its database.
    pub async fn close(self) {
        self.leave().await.remove().await;
    }

    /// Closes the desk for good, so that a process of its own can have the database.
    pub async fn leave(self) -> LeftDesk {
        self.desk.db.close().await;
        let Self { desk, clock: _, tenant, engine: _, database_url, folder, drop_database } = self;
        drop(desk);
        LeftDesk { tenant, database_url, folder, drop_database }
    }

    async fn add_tenant(&self, id: TenantId, name: &str) {
        let sql = "insert into tenant (id, name, zone, created_at) values ($1, $2, 'Asia/Shanghai', $3)";
        self.run(sql, (id, name, self.clock.now())).await;
    }
}

/// The database and the files of a desk that nobody has open.
pub struct LeftDesk {
    /// Its tenant.
    pub tenant: TenantId,
    /// Where it is stored.
    pub database_url: String,
    /// Its data folder.
    pub folder: TempDir,
    drop_database: Option<(String, String)>,
}

impl LeftDesk {
    /// Opens it to look into it.
    pub async fn open(&self) -> Desk {
        open(&self.database_url, &self.folder, &Clock::at(BEGINNING)).await
    }

    /// Removes the database.
    pub async fn remove(self) {
        remove(self.drop_database).await;
    }
}

/// A database without anything in it, and an empty folder.
pub struct Vacant {
    /// What a desk there is opened with.
    pub settings: Settings,
    /// Its data folder.
    pub folder: TempDir,
    drop_database: Option<(String, String)>,
}

impl Vacant {
    /// Removes what has come to lie there; whatever was opened there must be closed.
    pub async fn remove(self) {
        remove(self.drop_database).await;
    }
}

async fn remove(database: Option<(String, String)>) {
    if let Some((server, name)) = database {
        let mut conn = PgConnection::connect(&server).await.expect("the test server");
        let sql = sqlx::AssertSqlSafe(format!("drop database if exists {name} with (force)"));
        conn.execute(sql).await.expect("the database is dropped");
    }
}

fn settings(database_url: &str, folder: &Path, clock: &Clock) -> Settings {
    Settings { database_url: database_url.to_owned(), data_dir: folder.to_owned(), clock: clock.clone() }
}

async fn open(database_url: &str, folder: &TempDir, clock: &Clock) -> Desk {
    Desk::open(settings(database_url, folder.path(), clock)).await.expect("the desk opens")
}

/// Makes a database under the server's URL and answers its own URL and name.
async fn create_database(server: &str) -> (String, String) {
    let mut conn = PgConnection::connect(server).await.expect("the test server");
    let name =
        format!("desk_{}", ::desk::secret::token().expect("randomness").to_lowercase().replace('-', "_"));
    conn.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.expect("a database");
    let (base, query) = server.split_once('?').map_or((server, ""), |(base, query)| (base, query));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    (format!("{root}/{name}{query}"), name)
}
