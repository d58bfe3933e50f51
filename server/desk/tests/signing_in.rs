//! 登录.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use desk::{access, people};
use model::{Error, Problem, Time, person::SignIn};
use testkit::on_each;

#[tokio::test]
async fn account_and_password_open_a_session_under_a_new_token_each_time() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let first = sign_in(test, " LI@example.com ", PASSWORD).await.unwrap();
        let second = sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        assert_ne!(first, second);
        for token in [&first, &second] {
            assert_eq!(access::resume(&test.desk, token).await.unwrap().me.who, li.me.who);
        }
    })
    .await;
}

#[tokio::test]
async fn signing_in_is_noted_in_the_staff_list() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        test.clock.advance_seconds(3600);
        sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let people = people::list(&administrator).await.unwrap();
        let li = people.iter().find(|row| row.email == "li@example.com").unwrap();
        assert_eq!(li.last_sign_in_at, Some(test.clock.now()));
    })
    .await;
}

#[tokio::test]
async fn unknown_disabled_and_mistyped_are_answered_alike() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let gone = join(test, &administrator, "gone@example.com").await;
        people::disable(&administrator, gone.actor_id()).await.unwrap();
        let wrong = Error::at("password", Problem::WrongCredentials);
        for (email, password) in [
            ("li@example.com", "雨后的石板路不滑"),
            ("nobody@example.com", PASSWORD),
            ("gone@example.com", PASSWORD),
            ("no address", PASSWORD),
        ] {
            assert_eq!(sign_in(test, email, password).await, Err(wrong.clone()), "{email}");
        }
    })
    .await;
}

#[tokio::test]
async fn another_tenants_account_does_not_open_this_door() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let mut door = test.door();
        door.tenant = test.other_tenant().await.tenant;
        let form = SignIn { email: "li@example.com".into(), password: PASSWORD.into(), next: String::new() };
        let refused = access::sign_in(&door, &form).await.unwrap_err();
        assert_eq!(refused, Error::at("password", Problem::WrongCredentials));
    })
    .await;
}

#[tokio::test]
async fn empty_fields_are_named() {
    on_each(async |test| {
        let Err(Error::Invalid(errors)) = sign_in(test, " ", "").await else { panic!("accepted") };
        assert_eq!(errors.at("email"), Some(&Problem::Required));
        assert_eq!(errors.at("password"), Some(&Problem::Required));
    })
    .await;
}

#[tokio::test]
async fn a_hash_of_an_older_cost_is_made_anew() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 1, 1, None).unwrap());
        let old = cheap.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
        test.run("update person set password_hash = $1 where id = $2", (old.clone(), li.actor_id())).await;

        sign_in(test, "li@example.com", PASSWORD).await.unwrap();
        let mut tx = test.desk.db.read().await.unwrap();
        let sql = "select password_hash, last_sign_in_at from person where id = $1";
        let (new, _): (String, Option<Time>) = tx.one(sql, (li.actor_id(),)).await.unwrap();
        assert!(new != old && new.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{new}");
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_account_of_signs_that_cannot_be_seen_is_a_wrong_one() {
    on_each(async |test| {
        let refused = sign_in(test, "li\0@example.com", PASSWORD).await.unwrap_err();
        assert_eq!(refused, Error::at("password", Problem::WrongCredentials));
    })
    .await;
}
