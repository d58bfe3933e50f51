//! API 令牌: what they open, and how they end.

use desk::{
    access::token::{self, Bearer},
    people,
};
use model::{
    Error, Problem,
    policy::Role,
    token::{Grant, TOKENS_MAX, TokenForm},
};
use testkit::{TestDesk, on_each};

const DAY: i64 = 24 * 60 * 60;

fn form(days: &str) -> TokenForm {
    TokenForm {
        name: "报表".into(),
        grants: vec!["tickets:read".into(), "events:read".into()],
        days: days.into(),
        until: String::new(),
    }
}

async fn bear(test: &TestDesk, secret: &str) -> Result<Bearer, Error> {
    token::bear(&test.desk, secret, "203.0.113.9").await
}

async fn is_good(test: &TestDesk, secret: &str) -> bool {
    match bear(test, secret).await {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error, Error::SignedOut);
            false
        }
    }
}

#[tokio::test]
async fn a_token_opens_what_it_was_made_for_in_its_owners_name() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let secret = token::make(&li, &form("30")).await.unwrap();
        assert!(secret.starts_with("gd_") && secret.len() > 40, "{secret}");
        let bearer = bear(test, &secret).await.unwrap();
        assert_eq!(bearer.ctx.me.who, li.me.who);
        assert_eq!((bearer.ctx.me.role, bearer.ctx.tenant), (Role::Agent, test.tenant));
        assert_eq!(bearer.grants, [Grant::ReadTickets, Grant::ReadEvents]);
        assert!(!is_good(test, "gd_bm90IGEgdG9rZW4").await);
        assert!(!is_good(test, &secret[3..]).await);
    })
    .await;
}

#[tokio::test]
async fn the_database_keeps_nothing_that_opens() {
    on_each(async |test| {
        let secret = token::make(&test.agent("李敏").await, &form("30")).await.unwrap();
        let mut tx = test.desk.db.read().await.unwrap();
        let kept: Vec<(Vec<u8>, String)> =
            tx.all("select token_hash, prefix from api_token", ()).await.unwrap();
        let (hash, prefix) = &kept[0];
        assert_eq!(hash.len(), 32);
        assert_eq!(prefix.len(), 9);
        assert!(secret.starts_with(prefix.as_str()));
    })
    .await;
}

#[tokio::test]
async fn a_token_ends_on_its_day() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let week = token::make(&li, &form("7")).await.unwrap();
        // The clock stands at 09:14 on 2026-11-21 in Shanghai.
        let day = TokenForm { until: "2026-11-22".into(), ..form("date") };
        let tomorrow = token::make(&li, &day).await.unwrap();
        test.clock.advance_seconds(DAY + 14 * 60 * 60);
        assert!(is_good(test, &tomorrow).await);
        test.clock.advance_seconds(60 * 60);
        assert!(!is_good(test, &tomorrow).await);
        assert!(is_good(test, &week).await);
        test.clock.advance_seconds(6 * DAY);
        assert!(!is_good(test, &week).await);
        let rows = token::own(&li).await.unwrap();
        assert!(rows.len() == 2 && rows.iter().all(|row| row.expired), "the list says why");
    })
    .await;
}

#[tokio::test]
async fn no_token_lives_longer_than_a_year_or_ends_before_it_begins() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        for until in ["2026-11-20", "2027-11-23", "9999-12-31", "tomorrow", "2026-02-30"] {
            let wanted = TokenForm { until: until.into(), ..form("date") };
            let refused = Error::at("until", Problem::DateRefused);
            assert_eq!(token::make(&li, &wanted).await, Err(refused), "{until}");
        }
        let today = TokenForm { until: "2026-11-21".into(), ..form("date") };
        assert!(token::make(&li, &today).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn whoever_is_switched_off_loses_their_tokens_at_once_and_for_good() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let secret = token::make(&li, &form("30")).await.unwrap();
        let boss = test.administrator().await;
        people::disable(&boss, li.actor_id()).await.unwrap();
        assert!(!is_good(test, &secret).await);
        people::enable(&boss, li.actor_id()).await.unwrap();
        assert!(!is_good(test, &secret).await, "a token that leaked comes back");
        assert!(token::own(&li).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_token_is_withdrawn_by_its_owner_or_an_administrator_and_nobody_else() {
    on_each(async |test| {
        let (li, wang) = (test.agent("李敏").await, test.agent("王芳").await);
        let administrator = test.administrator().await;
        let secrets =
            [token::make(&li, &form("30")).await.unwrap(), token::make(&li, &form("90")).await.unwrap()];
        let rows = token::own(&li).await.unwrap();
        for stranger in [&wang, &test.other_tenant().await] {
            assert_eq!(token::revoke(stranger, rows[0].id).await, Err(Error::NotFound));
            assert!(token::own(stranger).await.unwrap().is_empty());
        }
        assert_eq!(token::all(&wang).await, Err(Error::Forbidden));
        assert_eq!(token::all(&administrator).await.unwrap(), rows);
        token::revoke(&li, rows[0].id).await.unwrap();
        token::revoke(&administrator, rows[1].id).await.unwrap();
        assert_eq!(token::revoke(&li, rows[0].id).await, Err(Error::NotFound));
        for secret in &secrets {
            assert!(!is_good(test, secret).await);
        }
    })
    .await;
}

#[tokio::test]
async fn where_a_token_was_used_last_is_noted_at_most_once_a_minute() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        let secret = token::make(&li, &form("30")).await.unwrap();
        let used = async || token::own(&li).await.unwrap()[0].last_used_at;
        assert_eq!(used().await, None);
        let first = test.clock.now();
        assert!(is_good(test, &secret).await);
        assert_eq!(used().await, Some(first));
        test.clock.advance_seconds(59);
        assert!(is_good(test, &secret).await);
        assert_eq!(used().await, Some(first));
        test.clock.advance_seconds(1);
        assert!(is_good(test, &secret).await);
        assert_eq!(used().await, Some(first.plus_seconds(60)));
        assert_eq!(token::own(&li).await.unwrap()[0].last_address.as_deref(), Some("203.0.113.9"));
    })
    .await;
}

#[tokio::test]
async fn nobody_piles_up_tokens() {
    on_each(async |test| {
        let li = test.agent("李敏").await;
        for _ in 0..TOKENS_MAX {
            token::make(&li, &form("7")).await.unwrap();
        }
        let full = Error::at("name", Problem::TooMany { max: TOKENS_MAX });
        assert_eq!(token::make(&li, &form("7")).await, Err(full));
        test.clock.advance_seconds(8 * DAY);
        assert!(token::make(&li, &form("7")).await.is_ok());
    })
    .await;
}
