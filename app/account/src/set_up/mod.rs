//! The page that a one-time link opens: the first administrator's account, or that of somebody invited.

pub mod api;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{Route, person::Welcome, text::PASSWORD_MIN};
use session::reload_at;
use ui::prelude::*;

use self::api::{SetUp, open_link};
use crate::{password::PasswordInput, threshold::Threshold};

/// Welcomes somebody and makes their account.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let link = Resource::new(move || token.get(), open_link);
    view! {
        <Title text=t(K::SetUpTitle) />
        <Threshold title=t(K::SetUpTitle) text=t(K::SetUpText)>
            <Load resource=link let:welcome>
                <SetUpForm welcome token=token.get_untracked() />
            </Load>
            <p class="threshold__note">
                {t(K::SetUpKnown)} " " <a href=Route::SignIn.href()>{t(K::SignInSubmit)}</a>
            </p>
        </Threshold>
    }
}

#[component]
fn SetUpForm(welcome: Welcome, token: String) -> impl IntoView {
    let action = ServerAction::<SetUp>::new();
    let invited = !welcome.email.is_empty();
    let greeting =
        if invited { tf!(K::SetUpInvited, tenant = welcome.tenant) } else { t(K::SetUpFirst).to_owned() };
    let email = if invited {
        view! {
            <p class="threshold__account">
                <span>{t(K::PersonEmail)}</span>
                <strong>{welcome.email.clone()}</strong>
                <input type="hidden" name="email" value=welcome.email autocomplete="username" />
            </p>
        }
        .into_any()
    } else {
        view! {
            <Field name="email" label=t(K::PersonEmail) hint=t(K::SetUpEmailHint) required=true>
                <TextInput kind="email" autocomplete="username" />
            </Field>
        }
        .into_any()
    };
    view! {
        <p class="threshold__greeting">{greeting}</p>
        <Form action name="set-up" on_success=move |()| reload_at(&Route::Overview.href())>
            <input type="hidden" name="token" value=token />
            <Field name="name" label=t(K::PersonName) hint=t(K::SetUpNameHint) required=true>
                <TextInput value=welcome.name autocomplete="name" maxlength=model::person::NAME_MAX autofocus=true />
            </Field>
            {email}
            <Field name="password" label=t(K::PersonPassword) hint=tf!(K::PasswordRule, n = PASSWORD_MIN) required=true>
                <PasswordInput autocomplete="new-password" />
            </Field>
            <div class="threshold__actions"><Submit>{t(K::SetUpSubmit)}</Submit></div>
        </Form>
    }
}
