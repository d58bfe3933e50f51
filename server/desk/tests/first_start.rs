//! The first start on an empty database.

use std::time::Duration;

use desk::{Desk, Door, access, organisation};
use model::{
    Error, Problem,
    person::SetUp,
    policy::{Role, Scope},
};
use testkit::{TestDesk, on_each};

async fn emptied(test: &TestDesk) {
    test.run("delete from tenant", ()).await;
}

async fn door(desk: &Desk) -> Door {
    let tenant = access::tenant(desk).await.expect("a tenant");
    Door { desk: desk.clone(), tenant, address: "192.0.2.7".into(), user_agent: "Test browser".into() }
}

fn form(token: &str) -> SetUp {
    SetUp {
        token: token.into(),
        name: "王芳".into(),
        email: "Wang.Fang@Example.com".into(),
        password: "雨后的石板路很滑，慢走".into(),
    }
}

#[tokio::test]
async fn an_empty_desk_hands_out_a_link_that_makes_its_administrator() {
    on_each(async |test| {
        emptied(test).await;
        let token = access::first_start(&test.desk).await.unwrap().expect("a link");
        let door = door(&test.desk).await;
        let welcome = access::welcome(&door, &token).await.unwrap();
        assert_eq!((welcome.tenant.as_str(), welcome.email.as_str()), ("默认租户", ""));

        let opened = access::set_up(&door, &form(&token)).await.unwrap();
        let ctx = access::resume(&test.desk, &opened.token).await.unwrap();
        assert_eq!((ctx.me.role, ctx.me.scope), (Role::Administrator, Scope::Tenant));
        assert_eq!((ctx.me.email.as_str(), ctx.me.zone.as_str()), ("wang.fang@example.com", "Asia/Shanghai"));
        let types = organisation::types(&ctx).await.unwrap();
        let names: Vec<_> = types.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["业务咨询", "业务办理", "故障申报", "投诉", "其他"]);
        assert_eq!(organisation::tags(&ctx).await.unwrap().len(), 3);
        assert_eq!(organisation::departments(&ctx).await.unwrap()[0].name, "客服部");
    })
    .await;
}

#[tokio::test]
async fn the_link_works_once_and_is_not_offered_again() {
    on_each(async |test| {
        let token = access::first_start(&test.desk).await.unwrap().expect("a link");
        access::set_up(&test.door(), &form(&token)).await.unwrap();
        assert_eq!(access::set_up(&test.door(), &form(&token)).await.unwrap_err(), Error::LinkExpired);
        assert_eq!(access::welcome(&test.door(), &token).await.unwrap_err(), Error::LinkExpired);
        assert_eq!(access::first_start(&test.desk).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn of_several_first_links_one_makes_the_administrator() {
    on_each(async |test| {
        let first = access::first_start(&test.desk).await.unwrap().expect("a link");
        let second = access::first_start(&test.desk).await.unwrap().expect("another link");
        assert_ne!(first, second);
        let (door, one, other) =
            (test.door(), form(&first), SetUp { email: "li@x.cn".into(), ..form(&second) });
        let (one, other) = tokio::join!(access::set_up(&door, &one), access::set_up(&door, &other));
        let refused = match (one, other) {
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
            (one, other) => panic!("{one:?} {other:?}"),
        };
        assert_eq!(refused, Error::LinkExpired);
    })
    .await;
}

/// Waits until so many statements wait for a lock of somebody else.
async fn wait_for_waiting(test: &TestDesk, expected: i64) {
    let look = async {
        loop {
            let mut tx = test.desk.db.read().await.expect("a reader");
            let (waiting,): (i64,) = tx.one(WAITING, ()).await.expect("a count");
            if waiting == expected {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), look).await.expect("they wait");
}

const WAITING: &str = "
    select count(*)
    from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'";

/// SQLite's one writer orders them anyhow.
#[tokio::test]
async fn a_first_link_waits_for_another_that_is_being_used() {
    on_each(async |test| {
        if test.desk.db.dialect() == desk::Dialect::Sqlite {
            return;
        }
        let first = access::first_start(&test.desk).await.unwrap().expect("a link");
        let second = access::first_start(&test.desk).await.unwrap().expect("another link");
        let mut holder = test.desk.db.write().await.unwrap();
        let sql = "insert into counter (tenant_id, name, value) values ($1, 'event', 1)";
        holder.execute(sql, (test.tenant,)).await.unwrap();
        let (door, one, other) =
            (test.door(), form(&first), SetUp { email: "li@x.cn".into(), ..form(&second) });
        let release = async {
            wait_for_waiting(test, 2).await;
            drop(holder);
        };
        let (one, other, ()) =
            tokio::join!(access::set_up(&door, &one), access::set_up(&door, &other), release);
        assert_eq!(one.is_ok(), other.is_err());
        assert_eq!(one.and(other).unwrap_err(), Error::LinkExpired);
        let mut tx = test.desk.db.read().await.unwrap();
        let (people,): (i64,) = tx.one("select count(*) from person", ()).await.unwrap();
        assert_eq!(people, 1);
    })
    .await;
}

#[tokio::test]
async fn the_first_link_lasts_a_day() {
    on_each(async |test| {
        let token = access::first_start(&test.desk).await.unwrap().expect("a link");
        test.clock.advance_seconds(24 * 60 * 60);
        assert_eq!(access::welcome(&test.door(), &token).await.unwrap_err(), Error::LinkExpired);
    })
    .await;
}

#[tokio::test]
async fn two_servers_that_start_at_once_make_one_tenant() {
    on_each(async |test| {
        emptied(test).await;
        let other = test.another_server().await;
        let (one, two) = tokio::join!(access::first_start(&test.desk), access::first_start(&other));
        assert!(one.unwrap().is_some() && two.unwrap().is_some());
        let mut tx = test.desk.db.read().await.unwrap();
        let (tenants,): (i64,) = tx.one("select count(*) from tenant", ()).await.unwrap();
        assert_eq!(tenants, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_the_account_is_said_at_its_fields_and_keeps_the_link() {
    on_each(async |test| {
        let token = access::first_start(&test.desk).await.unwrap().expect("a link");
        let broken =
            SetUp { token: token.clone(), name: " ".into(), email: "wang".into(), password: "kurz".into() };
        let Err(Error::Invalid(errors)) = access::set_up(&test.door(), &broken).await else {
            panic!("accepted")
        };
        assert_eq!(errors.at("name"), Some(&Problem::Required));
        assert_eq!(errors.at("email"), Some(&Problem::NotAnEmail));
        assert_eq!(errors.at("password"), Some(&Problem::TooShort { min: 10 }));
        assert!(access::set_up(&test.door(), &form(&token)).await.is_ok());
    })
    .await;
}
