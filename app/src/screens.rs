//! The pages as the router takes them. In what is shipped, the browser fetches the code of a group when the first of
//! its pages is opened; until it is there, the page before stays. What is built for work stays in one piece.

use account::{AccountPage, SetUpPage, SignInPage, TokensPage};
use admin::{
    AllTokensPage, DepartmentsPage, ImportPage, JobsPage, PeoplePage, TagsPage, TransferPage, TypesPage,
    WebhookPage, WebhooksPage,
};
use leptos::prelude::*;
use leptos_router::LazyRoute;
use tickets::{DetailPage, EditPage, ListPage, NewPage, OverviewPage};

use crate::gallery::GalleryPage;

/// Declares screens: the name, the group, the functions that fetch and draw it, the page itself.
macro_rules! screens {
    ($($screen:ident, $group:ident, $fetch:ident, $draw:ident => $page:ident;)*) => {$(
        pub(crate) struct $screen;

        impl LazyRoute for $screen {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                $draw().await
            }

            async fn preload() {
                $fetch().await;
            }
        }

        part!($group, $fetch, $draw, $page);
    )*};
}

#[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
macro_rules! part {
    ($group:ident, $fetch:ident, $draw:ident, $page:ident) => {
        #[wasm_split_helpers::wasm_split($group, preload($fetch))]
        fn $draw() -> AnyView {
            view! { <$page /> }.into_any()
        }
    };
}

#[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
macro_rules! part {
    ($group:ident, $fetch:ident, $draw:ident, $page:ident) => {
        async fn $fetch() {
            announce(stringify!($group));
        }

        async fn $draw() -> AnyView {
            view! { <$page /> }.into_any()
        }
    };
}

screens! {
    SignIn, door, fetch_sign_in, draw_sign_in => SignInPage;
    SetUp, door, fetch_set_up, draw_set_up => SetUpPage;
    List, inbox, fetch_list, draw_list => ListPage;
    Overview, desk, fetch_overview, draw_overview => OverviewPage;
    Detail, desk, fetch_detail, draw_detail => DetailPage;
    New, desk, fetch_new, draw_new => NewPage;
    Edit, desk, fetch_edit, draw_edit => EditPage;
    Account, house, fetch_account, draw_account => AccountPage;
    People, house, fetch_people, draw_people => PeoplePage;
    Types, house, fetch_types, draw_types => TypesPage;
    Tags, house, fetch_tags, draw_tags => TagsPage;
    Departments, house, fetch_departments, draw_departments => DepartmentsPage;
    Transfer, house, fetch_transfer, draw_transfer => TransferPage;
    Import, house, fetch_import, draw_import => ImportPage;
    Jobs, house, fetch_jobs, draw_jobs => JobsPage;
    Tokens, house, fetch_tokens, draw_tokens => TokensPage;
    AllTokens, house, fetch_all_tokens, draw_all_tokens => AllTokensPage;
    Webhooks, house, fetch_webhooks, draw_webhooks => WebhooksPage;
    Webhook, house, fetch_webhook, draw_webhook => WebhookPage;
    Components, house, fetch_components, draw_components => GalleryPage;
}

/// Tells the browser in the page's head which files the page's group needs, so that they come with the first.
#[cfg(not(target_arch = "wasm32"))]
fn announce(group: &str) {
    for file in ui::use_assets().groups.remove(group).unwrap_or_default() {
        let link = view! {
            <leptos_meta::Link rel="preload" as_="fetch" type_="application/wasm" crossorigin="anonymous" href=file />
        };
        // What stands in the head is registered by being drawn.
        drop(link.to_html());
    }
}

#[cfg(all(target_arch = "wasm32", debug_assertions))]
fn announce(_: &str) {}
