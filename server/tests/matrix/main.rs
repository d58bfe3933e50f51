//! Who gets what: every server function, route and page, asked by everybody who might ask.
//!
//! What holds for whole groups is asserted here; each single answer stands in `matrix.txt`, which people have read and
//! agreed to. After a change that is meant: `UPDATE=1 cargo test --package server --test matrix`, and read the
//! difference. A server function that `functions.rs` does not name fails the test.

#[path = "../support/mod.rs"]
mod support;
#[path = "../table/mod.rs"]
mod table;

mod api;
mod functions;
mod people;
mod routes;

use std::{collections::BTreeSet, fmt::Write};

use leptos::server_fn::axum::server_fn_paths;
use support::House;
use testkit::on_each;

use functions::{FUNCTIONS, Function, Guard};
use people::{Cast, PRINCIPALS, Principal, Scene};

#[tokio::test]
async fn every_function_route_and_page_answers_as_agreed() {
    let registered: BTreeSet<_> =
        server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/").to_owned()).collect();
    let named: BTreeSet<_> = FUNCTIONS.iter().map(|function| function.name.to_owned()).collect();
    assert_eq!(registered, named, "functions.rs must name every server function, and no other");
    on_each(async |test| {
        let house = House::open(test).await;
        let cast = Cast::gather(&house).await;
        let mut printed = heading();
        for function in FUNCTIONS {
            let mut row = format!("{:22}", function.name);
            for principal in PRINCIPALS {
                let status = ask(&cast, function, *principal).await;
                agree(function, *principal, status);
                write!(row, " {status:<12}").expect("a string takes all");
            }
            printed += &(row.trim_end().to_owned() + "\n");
        }
        printed += &routes::printed(&cast).await;
        table::compare("matrix.txt", &printed);
        api::assert_complete(&cast).await;
        table::compare("api.txt", &api::printed(&cast).await);
    })
    .await;
}

fn heading() -> String {
    let mut row = format!("{:22}", "");
    for principal in PRINCIPALS {
        write!(row, " {:<12}", principal.name()).expect("a string takes all");
    }
    row.trim_end().to_owned() + "\n"
}

async fn ask(cast: &Cast<'_>, function: &Function, principal: Principal) -> u16 {
    let scene = Scene::set(cast).await;
    let body = (function.body)(&scene);
    let answer = cast.send(principal, &function.request(&body)).await;
    if function.guard == Guard::Ticket && principal == Principal::Foreigner {
        let nowhere = (function.body)(&Scene { open: (999_999, 1), closed: (999_999, 1), ..scene });
        let missing = cast.send(principal, &function.request(&nowhere)).await;
        assert_eq!(
            (answer.status, &answer.body),
            (missing.status, &missing.body),
            "{} tells of tickets",
            function.name
        );
    }
    answer.status.as_u16()
}

/// What holds whatever the table says.
fn agree(function: &Function, principal: Principal, status: u16) {
    let name = function.name;
    let whoever = principal.name();
    if principal == Principal::CrossSite {
        assert_eq!(status, 403, "{name} answers another site");
    } else if (principal.is_outside() || principal == Principal::Token) && function.guard != Guard::Door {
        assert_eq!(status, 401, "{name} answers {whoever}");
    } else if function.guard == Guard::Ticket && principal.sees_no_ticket() {
        assert_eq!(status, 404, "{name} lets {whoever} know of the ticket");
    } else if function.guard == Guard::Administrator && principal.is_plain_staff() {
        assert_eq!(status, 403, "{name} obeys {whoever}");
    }
    assert!(status < 500, "{name} fails for {whoever}: {status}");
}
