//! Departments, ticket types and tags.

use desk::organisation;
use model::{
    Error, Problem,
    organisation::{Colour, NameForm, TagForm},
};
use testkit::on_each;

fn named(name: &str) -> NameForm {
    NameForm { name: name.into() }
}

fn tag(name: &str, colour: &str) -> TagForm {
    TagForm { name: name.into(), colour: colour.into() }
}

#[tokio::test]
async fn what_is_added_stands_at_the_end_of_its_list() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        for name in ["投诉", " 咨询 "] {
            organisation::add_type(&ctx, &named(name)).await.unwrap();
            organisation::add_department(&ctx, &named(name)).await.unwrap();
            organisation::add_tag(&ctx, &tag(name, "red")).await.unwrap();
        }
        let types: Vec<_> =
            organisation::types(&ctx).await.unwrap().into_iter().map(|one| one.name).collect();
        let departments: Vec<_> =
            organisation::departments(&ctx).await.unwrap().into_iter().map(|one| one.name).collect();
        let tags = organisation::tags(&ctx).await.unwrap();
        assert_eq!(types, ["投诉", "咨询"]);
        assert_eq!(departments, ["投诉", "咨询"]);
        assert_eq!((tags[1].name.as_str(), tags[1].colour), ("咨询", Colour::Red));
    })
    .await;
}

#[tokio::test]
async fn a_name_is_given_once_per_tenant() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let stranger = test.other_tenant().await;
        let taken = Err(Error::at("name", Problem::Taken));
        organisation::add_type(&ctx, &named("投诉")).await.unwrap();
        organisation::add_department(&ctx, &named("投诉")).await.unwrap();
        organisation::add_tag(&ctx, &tag("投诉", "red")).await.unwrap();
        assert_eq!(organisation::add_type(&ctx, &named("投诉")).await, taken);
        assert_eq!(organisation::add_department(&ctx, &named("投诉 ")).await, taken);
        assert_eq!(organisation::add_tag(&ctx, &tag("投诉", "blue")).await, taken);
        assert!(organisation::types(&stranger).await.unwrap().is_empty());
        assert!(organisation::add_type(&stranger, &named("投诉")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn everybody_picks_and_only_administrators_add() {
    on_each(async |test| {
        let agent = test.agent("李敏").await;
        test.ticket_type("投诉").await;
        assert_eq!(organisation::types(&agent).await.unwrap().len(), 1);
        assert_eq!(organisation::add_type(&agent, &named("咨询")).await, Err(Error::Forbidden));
        assert_eq!(organisation::add_department(&agent, &named("咨询")).await, Err(Error::Forbidden));
        assert_eq!(organisation::add_tag(&agent, &tag("咨询", "red")).await, Err(Error::Forbidden));
    })
    .await;
}

#[tokio::test]
async fn a_broken_form_is_answered_at_its_fields() {
    on_each(async |test| {
        let ctx = test.administrator().await;
        let Err(Error::Invalid(errors)) = organisation::add_tag(&ctx, &tag("", "pink")).await else {
            panic!("accepted")
        };
        assert_eq!(errors.at("name"), Some(&Problem::Required));
        assert_eq!(errors.at("colour"), Some(&Problem::NotOffered));
    })
    .await;
}
