//! 部门, 工单分类 and 标签管理: what forms pick from.

pub mod api;
mod tags;

use leptos::prelude::*;
use model::organisation::{Department, TicketType};
use ui::prelude::*;

use self::api::{AddDepartment, AddType, departments, types};
pub use self::tags::TagsPage;
use crate::{
    catalogue::{Catalogue, next_please},
    section::Section,
    settings::Settings,
};

const NAME_MAX: u32 = 60;

/// 部门.
#[component]
pub fn DepartmentsPage() -> impl IntoView {
    view! { <Settings section=Section::Departments><Departments /></Settings> }
}

#[component]
fn Departments() -> impl IntoView {
    let add = ServerAction::<AddDepartment>::new();
    let rows = Resource::new(|| (), |()| departments());
    let name = RwSignal::new(String::new());
    let columns = || {
        vec![
            Column::new("name", t(K::DepartmentName), |department: &Department| department.name.clone())
                .wide(),
        ]
    };
    view! {
        <Catalogue rows added=add.version() columns row_key=|department| department.id.to_string() caption=t(K::SettingsDepartments)>
            <Form action=add name="department" class="form--line" on_success=next_please(name, "department-name")>
                <Field name="name" label=t(K::DepartmentName) required=true>
                    <TextInput bind=name maxlength=NAME_MAX placeholder=t(K::DepartmentExample) />
                </Field>
                <Submit icon=IconName::Plus>{t(K::CatalogueAdd)}</Submit>
            </Form>
        </Catalogue>
    }
}

/// 工单分类.
#[component]
pub fn TypesPage() -> impl IntoView {
    view! { <Settings section=Section::Types><Types /></Settings> }
}

#[component]
fn Types() -> impl IntoView {
    let add = ServerAction::<AddType>::new();
    let rows = Resource::new(|| (), |()| types());
    let name = RwSignal::new(String::new());
    let columns = || {
        vec![
            Column::new("name", t(K::TypeName), |kind: &TicketType| kind.name.clone()).wide(),
            Column::new(
                "created",
                t(K::TypeCreatedAt),
                |kind: &TicketType| view! { <TimeTag at=kind.created_at /> },
            )
            .narrow(),
        ]
    };
    view! {
        <Catalogue rows added=add.version() columns row_key=|kind| kind.id.to_string() caption=t(K::SettingsTypes)>
            <Form action=add name="type" class="form--line" on_success=next_please(name, "type-name")>
                <Field name="name" label=t(K::TypeName) required=true>
                    <TextInput bind=name maxlength=NAME_MAX placeholder=t(K::TypeExample) />
                </Field>
                <Submit icon=IconName::Plus>{t(K::CatalogueAdd)}</Submit>
            </Form>
        </Catalogue>
    }
}
