//! 受理部门 and 受理人: the department decides who is on offer (UK-71).

use leptos::{prelude::*, task::spawn_local};
use model::{DepartmentId, organisation::Department};
use ui::{
    combobox::{Choice, Combobox},
    platform::{Snapshot, restore_form},
    prelude::*,
};

use super::{FORM, Start, form_named};
use crate::pick::{api, people_search, person_choice};

const HANDLER: &str = "form[handler]";

#[component]
pub(super) fn Assignment(start: Start, departments: Vec<Department>) -> impl IntoView {
    let department = RwSignal::new(start.form.department);
    let handler = RwSignal::new(start.handler.as_ref().map(person_choice));
    Effect::watch(move || department.get(), move |_, _, _| clear_unless_inside(handler, department), false);
    let options =
        departments.iter().map(|it| SelectOption::new(it.id.to_string(), it.name.clone())).collect();
    view! {
        <Field name="form[department]" label=t(K::TicketDepartment)>
            <Select options bind=department placeholder=t(K::CommonPleaseChoose) />
        </Field>
        <Field name=HANDLER label=t(K::TicketHandler) hint=t(K::TicketHandlerHint)>
            <Combobox
                search=people_search(move || department.get_untracked().parse().ok())
                initial=handler.get_untracked()
                placeholder=t(K::TicketUnassigned)
                on_change=move |choice| handler.set(choice)
            />
        </Field>
    }
}

/// Takes the handler away when they do not belong to the department; an answer that comes after either has been changed
/// again says nothing any more.
fn clear_unless_inside(handler: RwSignal<Option<Choice>>, department: RwSignal<String>) {
    let asked = (handler.get_untracked(), department.get_untracked());
    let (Some(choice), Ok(inside)) = (asked.0.clone(), asked.1.parse::<DepartmentId>()) else { return };
    spawn_local(async move {
        let found = api::people(choice.label, Some(inside)).await;
        let is_outside =
            found.is_ok_and(|people| people.iter().all(|who| who.id.to_string() != choice.value));
        let now = handler.try_get_untracked().zip(department.try_get_untracked());
        if is_outside && now == Some(asked) {
            clear_handler();
        }
    });
}

fn clear_handler() {
    let mut nobody = Snapshot::default();
    nobody.declare(HANDLER);
    if let Some(form) = form_named(FORM) {
        restore_form(&form, &nobody, false);
    }
}
