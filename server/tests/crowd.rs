//! Many people open pages at once on a busy server: each page still comes whole, with its data and its title.

mod support;

use axum::{Router, http::Method};
use http_body_util::BodyExt;
use model::{Route, ticket::View};
use support::{House, asking, ticket};
use testkit::on_each;
use tokio::task::JoinSet;
use tower::ServiceExt;

const TITLE: &str = "三楼水管爆裂";
const VISITS: usize = 120;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_drawn_side_by_side_all_hold_their_data_and_their_title() {
    on_each(async |test| {
        let house = House::open(test).await;
        let boss = test.administrator().await;
        let number = ticket(&boss, TITLE).await;
        let token = house.token(&boss).await;
        let pages = [
            (Route::Overview, "工单概况".to_owned()),
            (Route::Tickets(View::All), "全部工单".to_owned()),
            (Route::Ticket(number), TITLE.to_owned()),
            (Route::EditTicket(number), format!("编辑工单 #{number}")),
        ];
        let mut visits = JoinSet::new();
        for (page, title) in pages.iter().cycle().take(VISITS) {
            visits.spawn(visit(house.router.clone(), page.href(), title.clone(), token.clone()));
        }
        visits.join_all().await;
    })
    .await;
}

async fn visit(router: Router, href: String, title: String, token: String) {
    let request =
        asking(Method::GET, &href, Some(&token)).body(axum::body::Body::empty()).expect("a request");
    let answer = router.oneshot(support::from_afar(request)).await.expect("an answer");
    let body = answer.into_body().collect().await.expect("a whole body").to_bytes();
    let html = String::from_utf8_lossy(&body);
    let head = html.split("</title>").next().unwrap_or_default();
    assert!(head.contains(&title), "the title of {href} is not {title}: {head}");
    let shown = if href == Route::Overview.href() { "工单总数" } else { TITLE };
    let main = html.split("<main").nth(1).unwrap_or_default();
    assert!(main.contains(shown), "{href} came without its data: {main}");
    assert!(!main.contains("class=\"skeleton"), "{href} was drawn before its data came");
}
