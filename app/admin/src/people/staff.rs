//! The list of staff.

use leptos::prelude::*;
use model::person::PersonRow;
use session::words;
use ui::prelude::*;

use super::api::{DisablePerson, EnablePerson, people};
use crate::outcome::{reload_after, reload_on};

/// Everybody, with a way to switch accounts off and on.
#[component]
pub(super) fn Staff() -> impl IntoView {
    let disable = ServerAction::<DisablePerson>::new();
    let enable = ServerAction::<EnablePerson>::new();
    let rows = Resource::new(|| (), |()| people());
    let leaving = Leaving { person: RwSignal::new(None), open: RwSignal::new(false) };
    tell_outcome(disable, K::PeopleDisabled);
    tell_outcome(enable, K::PeopleEnabled);
    let reload = reload_on(&["person_joined", "person_disabled", "person_enabled"], rows);
    reload_after(move || disable.version().get() + enable.version().get(), reload);
    view! {
        <section class="panel panel--flush">
            <Load resource=rows skeleton=|| view! { <SkeletonRows rows=6 /> } let:rows>
                <DataTable caption=t(K::SettingsPeople) columns=columns(leaving, enable) rows row_key=|row: &PersonRow| row.id.to_string() />
            </Load>
        </section>
        <Farewell leaving action=disable />
    }
}

/// Whose account is about to be switched off, and whether that is being asked.
#[derive(Clone, Copy)]
struct Leaving {
    person: RwSignal<Option<PersonRow>>,
    open: RwSignal<bool>,
}

impl Leaving {
    fn ask(self, person: PersonRow) {
        self.person.set(Some(person));
        self.open.set(true);
    }
}

fn columns(leaving: Leaving, enable: ServerAction<EnablePerson>) -> Vec<Column<PersonRow>> {
    vec![
        Column::new("name", t(K::PersonName), |row: &PersonRow| view! { <Name row=row.clone() /> }).wide(),
        Column::new("email", t(K::PersonEmail), |row: &PersonRow| row.email.clone()),
        Column::new("role", t(K::PersonRole), |row: &PersonRow| words::role(row.role)).narrow(),
        Column::new("scope", t(K::PersonScope), |row: &PersonRow| words::scope(row.scope)).narrow(),
        Column::new("department", t(K::PersonDepartment), |row: &PersonRow| row.department.clone()),
        Column::new("seen", t(K::PersonLastSignIn), |row: &PersonRow| match row.last_sign_in_at {
            Some(at) => view! { <TimeTag at /> }.into_any(),
            None => t(K::PersonNeverSignedIn).into_any(),
        })
        .narrow(),
        Column::new(
            "actions",
            t(K::CommonActions),
            move |row: &PersonRow| view! { <Switching row=row.clone() leaving enable /> },
        )
        .narrow(),
    ]
}

#[component]
fn Name(row: PersonRow) -> impl IntoView {
    let off = row.disabled_at.is_some();
    view! {
        <span class="people__name" class:people__name--off=off>
            <Avatar name=row.name.clone() small=true />
            <span>{row.name}</span>
            {off.then(|| view! { <Badge tone=Tone::Bad>{t(K::PersonDisabled)}</Badge> })}
        </span>
    }
}

#[component]
fn Switching(row: PersonRow, leaving: Leaving, enable: ServerAction<EnablePerson>) -> impl IntoView {
    let person = row.id;
    if person == session::me().who.id {
        return ().into_any();
    }
    let label = |key: K| tf!(key, name = row.name);
    if row.disabled_at.is_some() {
        let label = label(K::PeopleEnableNamed);
        let dispatch = move |_| {
            enable.dispatch(EnablePerson { person });
        };
        view! { <Button small=true label pending=enable.pending() on:click=dispatch>{t(K::PeopleEnable)}</Button> }.into_any()
    } else {
        let label = label(K::PeopleDisableNamed);
        let ask = move |_| leaving.ask(row.clone());
        view! { <Button small=true kind=ButtonKind::Ghost label on:click=ask>{t(K::PeopleDisable)}</Button> }
            .into_any()
    }
}

/// Asks before an account is switched off.
#[component]
fn Farewell(leaving: Leaving, action: ServerAction<DisablePerson>) -> impl IntoView {
    let Leaving { person, open } = leaving;
    let name = move || person.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let confirm = move |()| {
        if let Some(row) = person.get_untracked() {
            action.dispatch(DisablePerson { person: row.id });
        }
        open.set(false);
    };
    let title = Signal::derive(move || tf!(K::PeopleDisableQuestion, name = name()));
    view! {
        <Confirm name="disable" title open confirm_label=t(K::PeopleDisable) danger=true on_confirm=confirm>
            <p>{t(K::PeopleDisableText)}</p>
        </Confirm>
    }
}
