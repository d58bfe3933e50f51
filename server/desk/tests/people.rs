//! 成员.

mod accounts;

use accounts::{PASSWORD, join, sign_in};
use desk::{access, people};
use model::{
    Error, PersonId, Problem,
    person::{Invite, SetUp},
};
use testkit::{TestDesk, on_each};

fn invitation(email: &str) -> Invite {
    Invite {
        name: "赵强".into(),
        email: email.into(),
        role: "dispatcher".into(),
        scope: "department".into(),
        department: String::new(),
    }
}

fn form(token: &str) -> SetUp {
    SetUp {
        token: token.into(),
        name: "赵强".into(),
        email: "other@example.com".into(),
        password: PASSWORD.into(),
    }
}

async fn picked(ctx: &desk::Ctx, query: &str) -> Vec<String> {
    people::pick(ctx, query, None).await.expect(query).into_iter().map(|who| who.name).collect()
}

async fn enabled_administrators(test: &TestDesk) -> i64 {
    let mut tx = test.desk.db.read().await.expect("a reader");
    let sql = "select count(*) from person where role = 'administrator' and disabled_at is null";
    let (count,): (i64,) = tx.one(sql, ()).await.expect(sql);
    count
}

#[tokio::test]
async fn an_invitation_makes_the_account_it_names() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let department = test.department("客服一部").await;
        let invite = Invite { department: department.to_string(), ..invitation("Zhao@example.com") };
        let token = people::invite(&administrator, &invite).await.unwrap();
        let welcome = access::welcome(&test.door(), &token).await.unwrap();
        assert_eq!((welcome.name.as_str(), welcome.email.as_str()), ("赵强", "zhao@example.com"));
        assert_eq!(people::invitations(&administrator).await.unwrap().len(), 1);

        access::set_up(&test.door(), &form(&token)).await.unwrap();
        assert!(people::invitations(&administrator).await.unwrap().is_empty());
        let row =
            people::list(&administrator).await.unwrap().into_iter().find(|row| row.name == "赵强").unwrap();
        assert_eq!((row.email.as_str(), row.department.as_deref()), ("zhao@example.com", Some("客服一部")));
        assert_eq!(access::set_up(&test.door(), &form(&token)).await.unwrap_err(), Error::LinkExpired);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_not_invited_twice_but_an_invitation_can_be_renewed() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        join(test, &administrator, "li@example.com").await;
        let taken = people::invite(&administrator, &invitation("LI@example.com")).await.unwrap_err();
        assert_eq!(taken, Error::at("email", Problem::Taken));

        let old = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        let new = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        assert_eq!(access::welcome(&test.door(), &old).await.unwrap_err(), Error::LinkExpired);
        assert!(access::welcome(&test.door(), &new).await.is_ok());
        assert_eq!(people::invitations(&administrator).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_or_when_it_is_withdrawn() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let token = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        test.clock.advance_seconds(7 * 24 * 60 * 60);
        assert_eq!(access::set_up(&test.door(), &form(&token)).await.unwrap_err(), Error::LinkExpired);

        let token = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        let id = people::invitations(&administrator).await.unwrap()[0].id;
        let stranger = test.other_tenant().await;
        assert_eq!(people::withdraw(&stranger, id).await.unwrap_err(), Error::NotFound);
        people::withdraw(&administrator, id).await.unwrap();
        assert_eq!(access::welcome(&test.door(), &token).await.unwrap_err(), Error::LinkExpired);
        assert_eq!(people::withdraw(&administrator, id).await.unwrap_err(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_link_used_by_two_at_once_makes_one_account() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let token = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        let (door, form) = (test.door(), form(&token));
        let (one, other) = tokio::join!(access::set_up(&door, &form), access::set_up(&door, &form));
        assert!(one.is_ok() != other.is_ok());
    })
    .await;
}

#[tokio::test]
async fn only_administrators_manage_people() {
    on_each(async |test| {
        let dispatcher = test.person("派单员").dispatcher().signed_in().await;
        let somebody = PersonId(test.desk.new_id());
        let refusals = [
            people::list(&dispatcher).await.unwrap_err(),
            people::invitations(&dispatcher).await.unwrap_err(),
            people::invite(&dispatcher, &invitation("zhao@example.com")).await.unwrap_err(),
            people::disable(&dispatcher, somebody).await.unwrap_err(),
            people::enable(&dispatcher, somebody).await.unwrap_err(),
        ];
        assert!(refusals.iter().all(|error| *error == Error::Forbidden), "{refusals:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_switches_themselves_off_or_reaches_into_another_tenant() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = test.agent("李敏").await;
        let stranger = test.other_tenant().await;
        assert_eq!(
            people::disable(&administrator, administrator.actor_id()).await.unwrap_err(),
            Error::Forbidden
        );
        assert_eq!(people::disable(&stranger, li.actor_id()).await.unwrap_err(), Error::NotFound);
        assert_eq!(people::enable(&stranger, li.actor_id()).await.unwrap_err(), Error::NotFound);
        assert_eq!(people::list(&stranger).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_account_can_be_switched_off_and_on_again() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let li = join(test, &administrator, "li@example.com").await;
        people::disable(&administrator, li.actor_id()).await.unwrap();
        people::disable(&administrator, li.actor_id()).await.unwrap();
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_err());
        let rows = people::list(&administrator).await.unwrap();
        assert_eq!(rows.last().map(|row| (row.id, row.disabled_at.is_some())), Some((li.actor_id(), true)));
        people::enable(&administrator, li.actor_id()).await.unwrap();
        assert!(sign_in(test, "li@example.com", PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn two_administrators_who_switch_each_other_off_leave_one() {
    on_each(async |test| {
        let one = test.person("王芳").administrator().signed_in().await;
        let other = test.person("陈静").administrator().signed_in().await;
        let (first, second) =
            tokio::join!(people::disable(&one, other.actor_id()), people::disable(&other, one.actor_id()));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        assert_eq!(enabled_administrators(test).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_department_that_is_not_there_is_refused_at_its_field() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let department = test.desk.new_id().to_string();
        let invite = Invite { department, ..invitation("zhao@example.com") };
        let refused = people::invite(&administrator, &invite).await.unwrap_err();
        assert_eq!(refused, Error::at("department", Problem::NotOffered));
    })
    .await;
}

#[tokio::test]
async fn colleagues_are_picked_by_name_account_and_department() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let department = test.department("客服一部").await;
        join(test, &administrator, "li.min@example.com").await;
        test.person("王芳").in_department(department).signed_in().await;
        test.person("王强").signed_in().await;
        test.person("王离职").disabled().signed_in().await;
        test.other_tenant().await;
        assert_eq!(picked(&administrator, "王").await, ["王强", "王芳"]);
        assert_eq!(picked(&administrator, "LI.MIN").await, ["李敏"]);
        assert!(picked(&administrator, "%").await.is_empty());
        let inside = people::pick(&administrator, "", Some(department)).await.unwrap();
        assert_eq!(inside.into_iter().map(|who| who.name).collect::<Vec<_>>(), ["王芳"]);
        for nth in 0..20 {
            test.agent(&format!("坐席{nth}")).await;
        }
        assert_eq!(picked(&administrator, "").await.len(), 20);
    })
    .await;
}

#[tokio::test]
async fn the_invitations_of_somebody_who_is_switched_off_lead_nowhere() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let leaver = test.person("周杰").administrator().signed_in().await;
        let kept = people::invite(&administrator, &invitation("zhao@example.com")).await.unwrap();
        let aside = people::invite(&leaver, &invitation("back@example.com")).await.unwrap();
        people::disable(&administrator, leaver.actor_id()).await.unwrap();
        assert_eq!(access::set_up(&test.door(), &form(&aside)).await.unwrap_err(), Error::LinkExpired);
        assert_eq!(people::invitations(&administrator).await.unwrap().len(), 1);
        access::set_up(&test.door(), &form(&kept)).await.expect("another's invitation still works");
    })
    .await;
}

#[tokio::test]
async fn somebody_who_is_switched_off_meanwhile_lets_nobody_in() {
    on_each(async |test| {
        let chief = test.administrator().await;
        let other = test.person("周杰").administrator().signed_in().await;
        people::disable(&chief, other.actor_id()).await.unwrap();
        assert_eq!(people::invite(&other, &invitation("zhao@example.com")).await, Err(Error::Forbidden));
        assert_eq!(people::enable(&other, other.actor_id()).await, Err(Error::Forbidden));
    })
    .await;
}

#[tokio::test]
async fn names_are_kept_and_found_without_what_cannot_be_seen() {
    on_each(async |test| {
        let administrator = test.administrator().await;
        let invite = Invite { name: "赵\0强".into(), ..invitation("zhao@example.com") };
        people::invite(&administrator, &invite).await.unwrap();
        assert_eq!(people::invitations(&administrator).await.unwrap()[0].name, "赵强");
        assert!(picked(&administrator, "\0").await.contains(&"管理员".to_owned()));
        assert!(picked(&administrator, &"x".repeat(100_000)).await.is_empty());
    })
    .await;
}
