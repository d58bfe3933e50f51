//! Which pages are for whom, and what stands at an address where there is nothing.

mod support;

use axum::http::StatusCode;
use model::{Error, Route, route::encode};
use support::{House, ticket};
use testkit::on_each;

#[tokio::test]
async fn people_who_are_not_signed_in_are_led_to_sign_in_and_back() {
    on_each(async |test| {
        let house = House::open(test).await;
        for path in ["/tickets?view=mine", "/tickets/7", "/account", "/settings/people"] {
            let answer = house.visit(path, None).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(answer.header("location"), format!("/sign-in?next={}", encode(path)));
        }
        assert_eq!(house.visit("/", None).await.header("location"), "/sign-in");
        for path in ["/sign-in", "/dev/components"] {
            assert_eq!(house.visit(path, None).await.status, StatusCode::OK, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_no_longer_valid_opens_nothing() {
    on_each(async |test| {
        let house = House::open(test).await;
        let li = test.agent("李敏").await;
        let expired = house.token_until(&li, test.clock.now().minus_seconds(1)).await;
        let gone = house.token(&test.person("王强").disabled().signed_in().await).await;
        for token in [expired.as_str(), gone.as_str(), "never issued"] {
            assert_eq!(house.visit("/", Some(token)).await.header("location"), "/sign-in");
            let answer = house.call("own_sessions", "", Some(token)).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, Error::SignedOut));
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_is_drawn_whole_by_the_server() {
    on_each(async |test| {
        let house = House::open(test).await;
        let boss = test.administrator().await;
        let number = ticket(&boss, "三楼水管爆裂").await;
        let token = house.token(&boss).await;
        let pages = [
            Route::Overview,
            Route::Tickets(model::ticket::View::All),
            Route::NewTicket,
            Route::Ticket(number),
            Route::EditTicket(number),
            Route::Account,
            Route::People,
            Route::Types,
            Route::Tags,
            Route::Departments,
            Route::Jobs,
            Route::Components,
        ];
        for page in pages {
            let answer = house.visit(&page.href(), Some(&token)).await;
            let html = answer.text();
            assert_eq!(answer.status, StatusCode::OK, "{page:?}: {html}");
            assert!(html.contains("<html lang=\"zh-CN\"") && html.contains("</html>"), "{page:?}");
            assert!(!html.contains(" style=\""), "{page:?} has a style attribute, which the policy forbids");
            assert!(html.contains("/pkg/boot-1.js") && html.contains("/pkg/main-1.css"), "{page:?}");
        }
        assert!(
            house.visit(&Route::Ticket(number).href(), Some(&token)).await.text().contains("三楼水管爆裂")
        );
        assert_eq!(house.visit("/sign-in", Some(&token)).await.header("location"), "/");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_answers_404() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.administrator().await).await;
        let page = house.visit("/nowhere", Some(&token)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.text().contains("</html>"));
        assert_eq!(house.visit("/tickets/999", Some(&token)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.call("nothing", "", Some(&token)).await.error(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn the_database_decides_whether_the_server_is_healthy() {
    on_each(async |test| {
        let house = House::open(test).await;
        assert_eq!(house.visit("/healthz", None).await.text(), "ok");
    })
    .await;
}

#[tokio::test]
async fn a_page_names_in_its_head_the_parts_of_the_module_that_it_needs() {
    on_each(async |test| {
        let house = House::open(test).await;
        let token = house.token(&test.agent("李敏").await).await;
        let list = house.visit("/tickets", Some(&token)).await.text();
        let (head, _) = list.split_once("</head>").expect("a head");
        for part in ["/pkg/part-1.wasm", "/pkg/inbox-1.wasm"] {
            assert!(head.contains(&format!("href=\"{part}\"")), "{part} is not in {head}");
        }
        assert!(!house.visit("/account", Some(&token)).await.text().contains("/pkg/part-1.wasm"));
    })
    .await;
}
