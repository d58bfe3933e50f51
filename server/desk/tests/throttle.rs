//! Guessing passwords is slow.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use desk::access;
use model::{Error, Problem, Result, person::SignIn};
use testkit::{TestDesk, on_each};

async fn guess(test: &TestDesk, email: &str) -> Result<String> {
    sign_in(test, email, "天气预报说有小雨").await
}

fn wrong() -> Result<String> {
    Err(Error::at("password", Problem::WrongCredentials))
}

fn resting(seconds: u32) -> Result<String> {
    Err(Error::Throttled { retry_after_seconds: seconds })
}

#[tokio::test]
async fn an_account_rests_after_five_wrong_passwords_longer_each_time() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        for _ in 0..5 {
            assert_eq!(guess(test, "li@example.com").await, wrong());
        }
        for seconds in [60, 120, 240, 480, 900, 900] {
            assert_eq!(sign_in(test, "li@example.com", PASSWORD).await, resting(seconds));
            test.clock.advance_seconds(i64::from(seconds) - 1);
            assert_eq!(guess(test, "li@example.com").await, resting(1));
            test.clock.advance_seconds(1);
            assert_eq!(guess(test, "li@example.com").await, wrong());
        }
    })
    .await;
}

#[tokio::test]
async fn the_right_password_clears_the_account() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        for _ in 0..4 {
            for _ in 0..4 {
                assert_eq!(guess(test, "li@example.com").await, wrong());
            }
            assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok());
        }
    })
    .await;
}

#[tokio::test]
async fn unknown_accounts_rest_like_known_ones() {
    on_each(async |test| {
        for _ in 0..5 {
            assert_eq!(guess(test, "nobody@example.com").await, wrong());
        }
        assert_eq!(guess(test, " NOBODY@example.com").await, resting(60));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_rests_and_others_do_not() {
    on_each(async |test| {
        for nth in 0..30 {
            assert_eq!(guess(test, &format!("nobody{nth}@example.com")).await, wrong());
        }
        assert_eq!(guess(test, "somebody@example.com").await, resting(60));
        let mut door = test.door();
        door.address = "198.51.100.1".into();
        let form =
            SignIn { email: "somebody@example.com".into(), password: PASSWORD.into(), next: String::new() };
        let elsewhere = access::sign_in(&door, &form).await.unwrap_err();
        assert_eq!(elsewhere, Error::at("password", Problem::WrongCredentials));
    })
    .await;
}

#[tokio::test]
async fn guesses_sent_side_by_side_gain_nothing() {
    on_each(async |test| {
        let guesses = (0..12).map(|_| guess(test, "li@example.com"));
        let answers = futures_util::future::join_all(guesses).await;
        assert_eq!(answers.iter().filter(|answer| **answer == wrong()).count(), 5);
    })
    .await;
}

#[tokio::test]
async fn failures_are_forgotten_after_a_quiet_hour() {
    on_each(async |test| {
        for _ in 0..3 {
            for _ in 0..4 {
                assert_eq!(guess(test, "nobody@example.com").await, wrong());
            }
            test.clock.advance_seconds(60 * 60 + 1);
        }
    })
    .await;
}
