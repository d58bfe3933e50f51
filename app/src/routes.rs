//! Every page and its address.

use account::{AccountPage, SetUpPage, SignInPage};
use admin::{DepartmentsPage, ImportPage, JobsPage, PeoplePage, TagsPage, TransferPage, TypesPage};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use tickets::{DetailPage, EditPage, ListPage, NewPage, OverviewPage};
use ui::{gallery::Gallery, prelude::*, toast::provide_toasts};

use crate::{frame::SignedIn, not_found::NotFound, update::UpdatePrompt};

/// The app, the same on server and browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_toasts();
    session::resume();
    let name = t(K::AppName);
    view! {
        <Title formatter=move |page| title(name, page) />
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("") view=SignedIn ssr=SsrMode::Async>
                    <Route path=path!("") view=OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("tickets") view=ListPage ssr=SsrMode::Async />
                    <Route path=path!("tickets/new") view=NewPage ssr=SsrMode::Async />
                    <Route path=path!("tickets/:number") view=DetailPage ssr=SsrMode::Async />
                    <Route path=path!("tickets/:number/edit") view=EditPage ssr=SsrMode::Async />
                    <Route path=path!("account") view=AccountPage ssr=SsrMode::Async />
                    <Route path=path!("settings/people") view=PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("settings/types") view=TypesPage ssr=SsrMode::Async />
                    <Route path=path!("settings/tags") view=TagsPage ssr=SsrMode::Async />
                    <Route path=path!("settings/departments") view=DepartmentsPage ssr=SsrMode::Async />
                    <Route path=path!("settings/transfer") view=TransferPage ssr=SsrMode::Async />
                    <Route path=path!("settings/transfer/:id") view=ImportPage ssr=SsrMode::Async />
                    <Route path=path!("settings/jobs") view=JobsPage ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("setup/:token") view=SetUpPage ssr=SsrMode::Async />
                <Route path=path!("dev/components") view=Components ssr=SsrMode::Async />
            </Routes>
        </Router>
        <Toasts />
        <UpdatePrompt />
    }
}

/// The name stands behind what the page is about, where tabs cut it off first.
fn title(name: &str, page: String) -> String {
    if page.is_empty() { name.to_owned() } else { format!("{page} · {name}") }
}

#[component]
fn Components() -> impl IntoView {
    view! {
        <Title text=t(K::GalleryTitle) />
        <Gallery />
    }
}
