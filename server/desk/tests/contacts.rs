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

#[tokio::test]
async fn a_contact_is_edited_by_whoever_saw_it_as_it_is() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        let form = ContactForm { name: "王建国".into(), phone: "12345".into(), ..ContactForm::default() };
        let id = contact::add(&ctx, &form).await.unwrap().id;
        let moved = ContactForm { address: "锦绣花园3栋".into(), ..form.clone() };
        assert_eq!(contact::edit(&ctx, id, &moved, 1).await, Ok(2));
        let (now, version) = contact::find(&ctx, id).await.unwrap();
        assert_eq!((now.address.as_deref(), version), (Some("锦绣花园3栋"), 2));
        let Err(Error::Conflict(conflict)) = contact::edit(&ctx, id, &form, 1).await else {
            panic!("overwritten unseen")
        };
        assert_eq!(conflict.version, 2);
        let stranger = test.other_tenant().await;
        assert_eq!(contact::find(&stranger, id).await, Err(Error::NotFound));
        assert_eq!(contact::edit(&stranger, id, &form, 2).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn contacts_are_listed_page_by_page_the_newest_first() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        for nth in 0..5 {
            test.contact(&format!("王{nth}"), &format!("138-0000-000{nth}")).await;
        }
        let names = |page: &[(model::contact::Contact, i64)]| {
            page.iter().map(|(contact, _)| contact.name.clone()).collect::<Vec<_>>()
        };
        let (first, more) = contact::list(&ctx, "", None, 3).await.unwrap();
        assert_eq!((names(&first), more), (vec!["王4".into(), "王3".into(), "王2".into()], true));
        let (second, more) = contact::list(&ctx, "", Some(first[2].0.id), 3).await.unwrap();
        assert_eq!((names(&second), more), (vec!["王1".into(), "王0".into()], false));
        assert_eq!(names(&contact::list(&ctx, "13800000003", None, 3).await.unwrap().0), ["王3"]);
        assert_eq!(names(&contact::list(&ctx, "王2", None, 3).await.unwrap().0), ["王2"]);
        assert!(contact::list(&test.other_tenant().await, "", None, 3).await.unwrap().0.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_contact_that_is_sent_again_under_its_key_is_added_once() {
    on_each(async |test| {
        let ctx = test.agent("李敏").await;
        let form = ContactForm { name: "王建国".into(), ..ContactForm::default() };
        let key = desk::ticket::program_key("k1");
        let first = contact::add_once(&ctx, &form, &key).await.unwrap();
        assert_eq!(contact::add_once(&ctx, &form, &key).await, Ok(first));
        let other = ContactForm { name: "李四".into(), ..form };
        let reused = Error::at("idempotency-key", Problem::KeyReused);
        assert_eq!(contact::add_once(&ctx, &other, &key).await, Err(reused));
        assert_eq!(contact::list(&ctx, "", None, 10).await.unwrap().0.len(), 1);
    })
    .await;
}
