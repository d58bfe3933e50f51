//! Both engines' migrations end in the same schema, but for the index of words, which each keeps in its own way.

use std::collections::BTreeSet;

use testkit::{Engine, TestDesk, engines};

type Column = (String, String, String, String);

/// Table, column, type in the words of SQLite's file, and whether it may be empty.
async fn columns(desk: &TestDesk) -> BTreeSet<Column> {
    let sql = match desk.desk.db.dialect() {
        desk::Dialect::Sqlite => SQLITE_COLUMNS,
        desk::Dialect::Postgres => POSTGRES_COLUMNS,
    };
    let mut tx = desk.desk.db.read().await.expect("a reader");
    tx.all::<Column>(sql, ()).await.expect(sql).into_iter().collect()
}

async fn indexes(desk: &TestDesk) -> BTreeSet<(String, String)> {
    let sql = match desk.desk.db.dialect() {
        desk::Dialect::Sqlite => SQLITE_INDEXES,
        desk::Dialect::Postgres => POSTGRES_INDEXES,
    };
    let mut tx = desk.desk.db.read().await.expect("a reader");
    tx.all::<(String, String)>(sql, ()).await.expect(sql).into_iter().collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_indexes() {
    let Some(postgres) = engines().into_iter().find(|engine| matches!(engine, Engine::Postgres(_))) else {
        return;
    };
    let (left, right) = (TestDesk::open(&Engine::Sqlite).await, TestDesk::open(&postgres).await);
    assert_eq!(columns(&left).await, columns(&right).await);
    assert_eq!(indexes(&left).await, indexes(&right).await);
    left.close().await;
    right.close().await;
}

#[tokio::test]
async fn every_key_begins_with_the_tenant() {
    let desk = TestDesk::open(&Engine::Sqlite).await;
    let mut tx = desk.desk.db.read().await.expect("a reader");
    let keys: Vec<(String, String)> = tx.all(SQLITE_KEYS, ()).await.expect("keys");
    // A tenant has no tenant, and a secret or a due job is looked for before the tenant is known.
    let known = ["tenant", "session_token", "invitation_token", "job_due", "api_token_hash"];
    let astray: Vec<_> = keys
        .into_iter()
        .filter(|(name, first)| {
            first != "tenant_id" && !known.contains(&name.trim_start_matches("sqlite_autoindex_"))
        })
        .filter(|(name, _)| !name.starts_with("sqlite_autoindex_tenant_"))
        .collect();
    assert!(astray.is_empty(), "{astray:?}");
    drop(tx);
    desk.close().await;
}

#[tokio::test]
async fn no_table_numbers_its_rows_by_a_sequence_which_a_backup_would_not_carry() {
    let Some(postgres) = engines().into_iter().find(|engine| matches!(engine, Engine::Postgres(_))) else {
        return;
    };
    let desk = TestDesk::open(&postgres).await;
    let mut tx = desk.desk.db.read().await.expect("a reader");
    let sql = "select sequence_name::text from information_schema.sequences";
    assert_eq!(tx.all::<(String,)>(sql, ()).await.expect(sql), []);
    drop(tx);
    desk.close().await;
}

const SQLITE_COLUMNS: &str = "
    select t.name, c.name, lower(c.type), case when c.\"notnull\" = 1 then 'not null' else 'null' end
    from sqlite_master t, pragma_table_info(t.name) c
    where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like '_sqlx%'
      and t.name not like 'search_index%'";

const POSTGRES_COLUMNS: &str = "
    select table_name::text, column_name::text,
           case
               when data_type in ('uuid', 'bytea') then 'blob'
               when data_type = 'jsonb' then 'text'
               else data_type::text
           end,
           case when is_nullable = 'NO' then 'not null' else 'null' end
    from information_schema.columns
    where table_schema = 'public' and table_name not like '\\_sqlx%' and table_name <> 'search_index'";

const SQLITE_INDEXES: &str = "
    select tbl_name, name
    from sqlite_master
    where type = 'index' and name not like 'sqlite_%'";

const POSTGRES_INDEXES: &str = "
    select tablename::text, indexname::text
    from pg_indexes
    where schemaname = 'public' and indexname not like '%_pkey' and tablename not like '\\_sqlx%'
      and tablename <> 'search_index'";

const SQLITE_KEYS: &str = "
    select i.name, c.name
    from sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
    where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\' and t.name not like 'search_index%' and c.seqno = 0";
