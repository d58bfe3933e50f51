//! 修改密码.

use leptos::prelude::*;
use ui::prelude::*;

use super::api::ChangePassword;
use crate::password::PasswordInput;

/// The form that changes one's own password; empty again after each success.
#[component]
pub fn PasswordPanel(
    /// Told of each success.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let round = RwSignal::new(0);
    let toasts = use_toasts();
    let done = Callback::new(move |()| {
        toasts.ok(t(K::PasswordChanged));
        round.update(|round| *round += 1);
        on_changed.run(());
    });
    view! {
        <section class="panel">
            <h2 class="panel__title">{t(K::PasswordTitle)}</h2>
            <p class="panel__text">{t(K::PasswordText)}</p>
            {move || {
                round.track();
                view! { <PasswordForm done /> }
            }}
        </section>
    }
}

#[component]
fn PasswordForm(done: Callback<()>) -> impl IntoView {
    let action = ServerAction::<ChangePassword>::new();
    view! {
        <Form action name="change-password" class="account__password" on_success=done>
            <Field name="current" label=t(K::PasswordCurrent) required=true>
                <PasswordInput autocomplete="current-password" />
            </Field>
            <Field
                name="password"
                label=t(K::PasswordNew)
                hint=tf!(K::PasswordRule, n = model::text::PASSWORD_MIN)
                required=true
            >
                <PasswordInput autocomplete="new-password" />
            </Field>
            <div>
                <Submit kind=ButtonKind::Normal>{t(K::PasswordSubmit)}</Submit>
            </div>
        </Form>
    }
}
