//! What an upgrade will do, and what stands in its way.

use desk::{Desk, Settings, db::Plan};
use testkit::on_each;

async fn plan(settings: &Settings) -> Plan {
    Plan::make(&settings.database_url).await.expect("a plan")
}

#[tokio::test]
async fn an_empty_place_is_to_have_everything_and_looking_leaves_it_empty() {
    on_each(async |test| {
        let vacant = test.vacant().await;
        for _ in 0..2 {
            let plan = plan(&vacant.settings).await;
            assert_eq!((plan.schema, plan.is_settled()), (0, false));
            let first = plan.pending.first().expect("a migration");
            assert_eq!(
                (first.number, first.name.as_str(), first.says.as_str()),
                (1, "house", "The whole house.")
            );
        }
        vacant.remove().await;
    })
    .await;
}

#[tokio::test]
async fn an_open_desk_has_had_everything() {
    on_each(async |test| {
        let plan = plan(&test.settings()).await;
        assert!(plan.is_settled(), "{plan:?}");
        assert_eq!(plan.schema, desk::db::latest(&test.database_url));
    })
    .await;
}

#[tokio::test]
async fn what_an_older_program_has_not_done_is_still_to_come() {
    on_each(async |test| {
        test.run("delete from _sqlx_migrations where version > 1", ()).await;
        let plan = plan(&test.settings()).await;
        let numbers: Vec<i64> = plan.pending.iter().map(|step| step.number).collect();
        assert_eq!((plan.schema, numbers), (1, (2..=desk::db::latest(&test.database_url)).collect()));
        assert_eq!(plan.obstacle(), None);
        assert!(plan.pending.iter().all(|step| !step.says.is_empty()), "each begins with what it is for");
    })
    .await;
}

#[tokio::test]
async fn a_newer_programs_database_is_refused_in_words() {
    on_each(async |test| {
        let sql = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
            select 9999, 'later', success, checksum, execution_time from _sqlx_migrations where version = 1";
        test.run(sql, ()).await;
        let plan = plan(&test.settings()).await;
        assert_eq!((plan.newer.as_slice(), plan.is_settled()), (&[9999][..], false));
        let refused = Desk::open(test.settings()).await.err().expect("it is refused");
        assert!(format!("{refused:#}").contains("a newer Gongdan"), "{refused:#}");
    })
    .await;
}

#[tokio::test]
async fn a_database_of_another_make_is_refused_in_words() {
    on_each(async |test| {
        if test.desk.db.dialect() == desk::Dialect::Sqlite {
            test.run("update _sqlx_migrations set checksum = x'00' where version = 1", ()).await;
        } else {
            test.run("update _sqlx_migrations set checksum = '\\x00' where version = 1", ()).await;
        }
        let plan = plan(&test.settings()).await;
        assert_eq!((plan.changed.as_slice(), plan.is_settled()), (&[1][..], false));
        let refused = Desk::open(test.settings()).await.err().expect("it is refused");
        assert!(format!("{refused:#}").contains("worded differently"), "{refused:#}");
    })
    .await;
}

#[tokio::test]
async fn a_database_that_cannot_be_looked_at_is_not_taken_for_an_empty_one() {
    on_each(async |test| {
        let barrier = test.folder.path().join("barrier");
        std::fs::write(&barrier, "no folder").expect("a file");
        let url = format!("sqlite://{}/desk.db", barrier.display());
        let refused = Plan::make(&url).await.expect_err("nobody can look there");
        assert!(format!("{refused:#}").contains("cannot be looked at"), "{refused:#}");
    })
    .await;
}
