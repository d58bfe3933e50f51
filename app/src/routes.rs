//! Every page and its address.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use ui::{prelude::*, toast::provide_toasts};

use crate::{
    frame::SignedIn,
    not_found::NotFound,
    screens::{
        Account, AllTokens, Components, Departments, Detail, Edit, Import, Jobs, List, New, Overview, People,
        SetUp, SignIn, Tags, Tokens, Transfer, Types, Webhook, Webhooks,
    },
    update::UpdatePrompt,
};

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
                    <Route path=path!("") view={Lazy::<Overview>::new()} ssr=SsrMode::Async />
                    <Route path=path!("tickets") view={Lazy::<List>::new()} ssr=SsrMode::Async />
                    <Route path=path!("tickets/new") view={Lazy::<New>::new()} ssr=SsrMode::Async />
                    <Route path=path!("tickets/:number") view={Lazy::<Detail>::new()} ssr=SsrMode::Async />
                    <Route path=path!("tickets/:number/edit") view={Lazy::<Edit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("account") view={Lazy::<Account>::new()} ssr=SsrMode::Async />
                    <Route path=path!("account/tokens") view={Lazy::<Tokens>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/people") view={Lazy::<People>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/types") view={Lazy::<Types>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/tags") view={Lazy::<Tags>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/departments") view={Lazy::<Departments>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/transfer") view={Lazy::<Transfer>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/transfer/:id") view={Lazy::<Import>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/jobs") view={Lazy::<Jobs>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/tokens") view={Lazy::<AllTokens>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/webhooks") view={Lazy::<Webhooks>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/webhooks/:webhook") view={Lazy::<Webhook>::new()} ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("sign-in") view={Lazy::<SignIn>::new()} ssr=SsrMode::Async />
                <Route path=path!("setup/:token") view={Lazy::<SetUp>::new()} ssr=SsrMode::Async />
                <Route path=path!("dev/components") view={Lazy::<Components>::new()} ssr=SsrMode::Async />
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
