//! The form that makes a token, then the token to take along.

use leptos::prelude::*;
use model::token::{DAYS, Grant, NAME_MAX, UNTIL_A_DAY};
use session::words;
use ui::prelude::*;

use super::api::MakeToken;

/// Which lifetime is offered first.
const USUAL_DAYS: &str = "90";

/// Makes one token; it shows until the drawer closes.
#[component]
pub(super) fn NewToken(
    /// Whether the drawer around it shows.
    open: RwSignal<bool>,
    /// Told of each token.
    #[prop(into)]
    on_made: Callback<()>,
) -> impl IntoView {
    let secret = RwSignal::new(None::<String>);
    forget_when_closed(secret, open);
    let made = move |token| {
        secret.set(Some(token));
        on_made.run(());
    };
    let close = move |()| open.set(false);
    move || match secret.get() {
        Some(token) => view! { <Made token on_done=close /> }.into_any(),
        None => view! { <Fields on_made=made on_cancel=close /> }.into_any(),
    }
}

#[component]
fn Made(token: String, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! {
        <div class="one-time">
            <p class="one-time__lead" role="status">{t(K::TokenReady)}</p>
            <p class="one-time__text">{t(K::TokenOnce)}</p>
            <CopyField value=token label=t(K::TokenValue) />
            <footer class="dialog__foot">
                <Button on:click=move |_| on_done.run(())>{t(K::InviteDone)}</Button>
            </footer>
        </div>
    }
}

#[component]
fn Fields(#[prop(into)] on_made: Callback<String>, #[prop(into)] on_cancel: Callback<()>) -> impl IntoView {
    let action = ServerAction::<MakeToken>::new();
    let grants = Grant::ALL.iter().map(|grant| SelectOption::new(grant.code(), words::grant(*grant)));
    view! {
        <Form action name="token" on_success=on_made>
            <div class="dialog__body">
                <Field name="form[name]" label=t(K::TokenName) required=true>
                    <TextInput maxlength=NAME_MAX placeholder=t(K::TokenNameExample) autocomplete="off" />
                </Field>
                <Field name="form[grants]" label=t(K::TokenGrants) hint=t(K::TokenGrantsHint) required=true group=true>
                    <Checklist options=grants.collect() chosen=vec![Grant::ReadTickets.code().to_owned()] />
                </Field>
                <Lifetime />
            </div>
            <footer class="dialog__foot">
                <Button on:click=move |_| on_cancel.run(())>{t(K::CommonCancel)}</Button>
                <Submit>{t(K::TokenSubmit)}</Submit>
            </footer>
        </Form>
    }
}

#[component]
fn Lifetime() -> impl IntoView {
    let days = RwSignal::new(USUAL_DAYS.to_owned());
    let until = RwSignal::new(String::new());
    let offered = DAYS.iter().map(|days| SelectOption::new(days.to_string(), tf!(K::TimeDays, n = days)));
    let offered = offered.chain([SelectOption::new(UNTIL_A_DAY, t(K::TokenUntilADay))]).collect();
    let day = move || {
        (days.get() == UNTIL_A_DAY).then(|| {
            view! {
                <Field name="form[until]" label=t(K::TokenUntil) required=true>
                    <DatePicker value=until />
                </Field>
            }
        })
    };
    view! {
        <Field name="form[days]" label=t(K::TokenExpiry) required=true>
            <Select options=offered bind=days />
        </Field>
        {day}
    }
}
