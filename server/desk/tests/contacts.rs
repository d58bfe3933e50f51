//! 联系人.

use desk::{Ctx, contact};
use model::{Error, Problem, contact::ContactForm};
use testkit::on_each;

async fn found(ctx: &Ctx, query: &str) -> Vec<String> {
    contact::search(ctx, query).await.expect(query).into_iter().map(|contact| contact.name).collect()
}

#[tokio::test]
async fn a_contact_is_found_by_name_and_by_the_digits_of_its_number() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        test.contact("王建国", "138 2216-0477").await;
        test.contact("Anna Wang", "+86 (10) 6552 9988").await;
        for query in ["建国", "13822160477", "+86 138 2216 0477", "0477", "138-2216"] {
            assert_eq!(found(&ctx, query).await, ["王建国"], "{query}");
        }
        for query in ["anna", "WANG", "65529988"] {
            assert_eq!(found(&ctx, query).await, ["Anna Wang"], "{query}");
        }
        for query in ["张", "_", "139"] {
            assert!(found(&ctx, query).await.is_empty(), "{query}");
        }
        assert_eq!(found(&ctx, "").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn at_most_twenty_are_offered_and_never_another_tenants() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        for nth in 0..25 {
            test.contact(&format!("王{nth}"), "12345").await;
        }
        assert_eq!(found(&ctx, "王").await.len(), 20);
        assert!(found(&test.other_tenant().await, "王").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_contact_is_added_with_all_that_is_known() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        let form = ContactForm {
            name: " 王建国 ".into(),
            phone: "138 2216 0477".into(),
            email: "Wang@Example.com".into(),
            address: "锦绣花园3栋".into(),
            ..ContactForm::default()
        };
        let added = contact::add(&ctx, &form).await.unwrap();
        assert_eq!(added.email.as_deref(), Some("wang@example.com"));
        assert_eq!(added.company, None);
        assert_eq!(contact::search(&ctx, "建国").await.unwrap(), [added]);
    })
    .await;
}

#[tokio::test]
async fn a_broken_contact_is_answered_at_its_fields() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        let form = ContactForm { phone: "call me".into(), email: "wang".into(), ..ContactForm::default() };
        let Err(Error::Invalid(errors)) = contact::add(&ctx, &form).await else { panic!("accepted") };
        assert_eq!(errors.at("name"), Some(&Problem::Required));
        assert_eq!(errors.at("phone"), Some(&Problem::NotAPhone));
        assert_eq!(errors.at("email"), Some(&Problem::NotAnEmail));
    })
    .await;
}
