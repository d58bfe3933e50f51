//! 邀请成员: the form, then the link to hand over.

use leptos::prelude::*;
use model::{
    organisation::Department,
    person::NAME_MAX,
    policy::{Role, Scope},
};
use session::words;
use ui::prelude::*;

use super::{api::Invite, link::OneTimeLink};
use crate::reference::api::departments;

/// Invites one person after another.
#[component]
pub(super) fn InviteForm(
    /// Whether the drawer around it shows.
    open: RwSignal<bool>,
    /// Told of each invitation.
    #[prop(into)]
    on_invited: Callback<()>,
) -> impl IntoView {
    let link = RwSignal::new(None::<String>);
    let invited = move |path| {
        link.set(Some(path));
        on_invited.run(());
    };
    let done = move |()| {
        open.set(false);
        link.set(None);
    };
    move || match link.get() {
        Some(path) => {
            view! { <OneTimeLink path on_again=move |()| link.set(None) on_done=done /> }.into_any()
        }
        None => view! { <Fields on_invited=invited on_cancel=done /> }.into_any(),
    }
}

#[component]
fn Fields(
    #[prop(into)] on_invited: Callback<String>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let action = ServerAction::<Invite>::new();
    let roles = Role::ALL.iter().map(|role| SelectOption::new(role.code(), words::role(*role))).collect();
    let scopes =
        Scope::ALL.iter().map(|scope| SelectOption::new(scope.code(), words::scope(*scope))).collect();
    view! {
        <Form action name="invite" on_success=on_invited>
            <div class="dialog__body">
                <p class="people__hint">{t(K::InviteText)}</p>
                <Field name="name" label=t(K::PersonName) required=true>
                    <TextInput maxlength=NAME_MAX autocomplete="off" />
                </Field>
                <Field name="email" label=t(K::PersonEmail) required=true>
                    <TextInput kind="email" autocomplete="off" />
                </Field>
                <Field name="role" label=t(K::PersonRole) hint=t(K::InviteRoleHint) required=true>
                    <Select options=roles value=Role::Agent.code() />
                </Field>
                <Field name="scope" label=t(K::PersonScope) hint=t(K::InviteScopeHint) required=true>
                    <Select options=scopes value=Scope::Department.code() />
                </Field>
                <DepartmentField />
            </div>
            <footer class="dialog__foot">
                <Button on:click=move |_| on_cancel.run(())>{t(K::CommonCancel)}</Button>
                <Submit>{t(K::InviteSubmit)}</Submit>
            </footer>
        </Form>
    }
}

#[component]
fn DepartmentField() -> impl IntoView {
    let offered = Resource::new(|| (), |()| departments());
    let options = |departments: Vec<Department>| {
        departments
            .into_iter()
            .map(|department| SelectOption::new(department.id.to_string(), department.name))
            .collect()
    };
    view! {
        <Field name="department" label=t(K::PersonDepartment)>
            <Load resource=offered skeleton=|| view! { <Skeleton lines=1 /> } let:departments>
                <Select options=options(departments) placeholder=t(K::CommonNone) />
            </Load>
        </Field>
    }
}
