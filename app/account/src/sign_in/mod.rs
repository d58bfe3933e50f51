//! 登录.

pub mod api;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::next::local_path;
use session::{lead_on, reload_at, use_me};
use ui::prelude::*;

use self::api::SignIn;
use crate::{password::PasswordInput, threshold::Threshold};

/// The sign-in page; whoever asks the server for it while signed in is led on at once.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let next = query.with_untracked(|query| local_path(&query.get("next").unwrap_or_default()).to_owned());
    if use_me().is_some() {
        lead_on(&next);
    }
    view! {
        <Title text=t(K::SignInTitle) />
        <Threshold title=t(K::SignInTitle) text=t(K::SignInText)>
            <SignInForm next />
        </Threshold>
    }
}

#[component]
fn SignInForm(next: String) -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let go_in = {
        let next = next.clone();
        move |()| reload_at(&next)
    };
    view! {
        <Form action name="sign-in" on_success=go_in>
            <input type="hidden" name="next" value=next />
            <Field name="email" label=t(K::PersonEmail) required=true>
                <TextInput kind="email" autocomplete="username" autofocus=true />
            </Field>
            <Field name="password" label=t(K::PersonPassword) required=true>
                <PasswordInput autocomplete="current-password" />
            </Field>
            <div class="threshold__actions"><Submit>{t(K::SignInSubmit)}</Submit></div>
            <p class="threshold__note">{t(K::SignInForgot)}</p>
        </Form>
    }
}
