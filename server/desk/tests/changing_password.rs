//! 修改密码.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use desk::access;
use model::{Error, Problem, person::ChangePassword};
use testkit::on_each;

const NEXT: &str = "晴天的石板路不滑，快走";

fn form(current: &str, password: &str) -> ChangePassword {
    ChangePassword { current: current.into(), password: password.into() }
}

#[tokio::test]
async fn a_new_password_replaces_the_old_and_signs_the_other_browsers_out() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let other = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        access::change_password(&li, &form(PASSWORD, NEXT)).await.unwrap();
        assert_eq!(access::resume(&test.desk, &other).await.err(), Some(Error::SignedOut));
        assert_eq!(access::sessions(&li).await.unwrap().len(), 1);
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_err());
        assert!(sign_in(test, "li@example.com", NEXT).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_old_password_must_be_known() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let wrong = access::change_password(&li, &form("not the old one", NEXT)).await;
        assert_eq!(wrong, Err(Error::at("current", Problem::WrongCredentials)));
        let weak = access::change_password(&li, &form(PASSWORD, "password1234")).await;
        assert_eq!(weak, Err(Error::at("password", Problem::TooCommon)));
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn guessing_the_old_password_is_throttled() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        for _ in 0..5 {
            access::change_password(&li, &form("not the old one", NEXT)).await.unwrap_err();
        }
        let refused = access::change_password(&li, &form(PASSWORD, NEXT)).await;
        assert!(matches!(refused, Err(Error::Throttled { .. })), "{refused:?}");
    })
    .await;
}
