//! Sessions: how long they last, and who can end them.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use desk::{Dialect, access, people};
use model::{Error, SessionId};
use testkit::{TestDesk, on_each};

const HOUR: i64 = 60 * 60;

async fn is_open(test: &TestDesk, token: &str) -> bool {
    match access::resume(&test.desk, token).await {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error, Error::SignedOut);
            false
        }
    }
}

#[tokio::test]
async fn an_unknown_token_is_signed_out() {
    on_each(async |test| {
        assert!(!is_open(test, "").await);
        assert!(!is_open(test, "bm90IGEgdG9rZW4").await);
    })
    .await;
}

#[tokio::test]
async fn the_database_keeps_no_token() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let mut tx = test.desk.db.read().await.unwrap();
        let kept: Vec<(Vec<u8>,)> = tx.all("select token_hash from session", ()).await.unwrap();
        assert!(kept.iter().all(|(hash,)| hash.len() == 32 && hash != token.as_bytes()));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_left_alone_for_half_a_day() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        for _ in 0..3 {
            test.clock.advance_seconds(11 * HOUR);
            assert!(is_open(test, &token).await);
        }
        test.clock.advance_seconds(12 * HOUR);
        assert!(!is_open(test, &token).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_however_busy() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        for _ in 0..3 * 30 - 1 {
            test.clock.advance_seconds(8 * HOUR);
            assert!(is_open(test, &token).await);
        }
        test.clock.advance_seconds(8 * HOUR);
        assert!(!is_open(test, &token).await);
    })
    .await;
}

#[tokio::test]
async fn being_seen_is_written_at_most_once_a_minute() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let opened_at = test.clock.now();
        let li = join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let seen = async || access::sessions(&li).await.unwrap()[0].last_seen_at;
        test.clock.advance_seconds(59);
        assert!(is_open(test, &token).await);
        assert_eq!(seen().await, opened_at);
        test.clock.advance_seconds(1);
        assert!(is_open(test, &token).await);
        assert_eq!(seen().await, opened_at.plus_seconds(60));
    })
    .await;
}

/// What makes the database refuse to note when a session was last seen.
async fn refuse_to_note(test: &TestDesk) {
    match test.desk.db.dialect() {
        Dialect::Sqlite => {
            let sql = "create trigger refuse before update of last_seen_at on session
                begin select raise(abort, 'refused'); end";
            test.run(sql, ()).await;
        }
        Dialect::Postgres => {
            let sql = "alter table session add constraint refuse check (last_seen_at = created_at)";
            test.run(sql, ()).await;
        }
    }
}

#[tokio::test]
async fn a_session_goes_on_when_it_cannot_be_noted_that_it_is_in_use() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let opened_at = test.clock.now();
        let li = join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        refuse_to_note(test).await;
        test.clock.advance_seconds(HOUR);
        assert!(is_open(test, &token).await);
        let seen = access::sessions(&li).await.unwrap().iter().map(|row| row.last_seen_at).max();
        assert_eq!(seen, Some(opened_at), "the database refused");
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok(), "others still write");
    })
    .await;
}

#[tokio::test]
async fn people_see_and_end_their_own_sessions_only() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let zhao = join(test, &administrator, "zhao@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let other = access::resume(&test.desk, &token).await.unwrap().me.session;

        let mine = access::sessions(&li).await.unwrap();
        assert_eq!(mine.len(), 2);
        assert_eq!(mine[0].user_agent, "Test browser");
        assert_eq!(access::revoke(&zhao, other).await.unwrap_err(), Error::NotFound);
        access::revoke(&li, other).await.unwrap();
        assert!(!is_open(test, &token).await);
        assert_eq!(access::revoke(&li, other).await.unwrap_err(), Error::NotFound);
        assert_eq!(access::sessions(&li).await.unwrap().len(), 1);
        assert_eq!(access::revoke(&li, SessionId(test.desk.new_id())).await.unwrap_err(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let here = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let there = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        access::sign_out(&access::resume(&test.desk, &here).await.unwrap()).await.unwrap();
        assert!(!is_open(test, &here).await);
        assert!(is_open(test, &there).await);
    })
    .await;
}

#[tokio::test]
async fn switching_an_account_off_ends_all_its_sessions_for_good() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let token = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        people::disable(&administrator, li.actor_id()).await.unwrap();
        assert!(!is_open(test, &token).await);
        people::enable(&administrator, li.actor_id()).await.unwrap();
        assert!(!is_open(test, &token).await);
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok());
    })
    .await;
}
