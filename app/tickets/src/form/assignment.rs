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
    let chosen = RwSignal::new(start.form.department);
    let department = move || chosen.get_untracked().parse::<DepartmentId>().ok();
    let handler = RwSignal::new(start.handler.as_ref().map(person_choice));
    Effect::watch(
        move || chosen.get(),
        move |_, _, _| clear_unless_inside(handler.get_untracked(), department()),
        false,
    );
    let options =
        departments.iter().map(|it| SelectOption::new(it.id.to_string(), it.name.clone())).collect();
    view! {
        <Field name="form[department]" label=t(K::TicketDepartment)>
            <Select options bind=chosen placeholder=t(K::CommonPleaseChoose) />
        </Field>
        <Field name=HANDLER label=t(K::TicketHandler) hint=t(K::TicketHandlerHint)>
            <Combobox
                search=people_search(department)
                initial=handler.get_untracked()
                placeholder=t(K::TicketUnassigned)
                on_change=move |choice| handler.set(choice)
            />
        </Field>
    }
}

/// Takes the handler away when they do not belong to the department.
fn clear_unless_inside(handler: Option<Choice>, department: Option<DepartmentId>) {
    let (Some(handler), Some(_)) = (handler, department) else { return };
    spawn_local(async move {
        let found = api::people(handler.label, department).await;
        if found.is_ok_and(|people| people.iter().all(|who| who.id.to_string() != handler.value)) {
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
