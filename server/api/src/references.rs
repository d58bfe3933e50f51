//! What tickets point at: types, tags, departments and colleagues.

use axum::Json;
use desk::{organisation, people as staff};
use model::DepartmentId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    contacts::short,
    extract::Params,
    gate::{By, ReadTickets},
    problem::Trouble,
    tickets::shape::{Person, Tag},
};

/// Something by id and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reference {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl From<model::organisation::TicketType> for Reference {
    fn from(kind: model::organisation::TicketType) -> Self {
        Self { id: kind.id.0, name: kind.name }
    }
}

impl From<model::organisation::Department> for Reference {
    fn from(department: model::organisation::Department) -> Self {
        Self { id: department.id.0, name: department.name }
    }
}

/// Things by id and name.
#[derive(Serialize, ToSchema)]
pub struct ReferenceList {
    /// The things.
    items: Vec<Reference>,
}

/// Tags.
#[derive(Serialize, ToSchema)]
pub struct TagList {
    /// The tags.
    items: Vec<Tag>,
}

/// Colleagues.
#[derive(Serialize, ToSchema)]
pub struct PersonList {
    /// The colleagues, by name.
    items: Vec<Person>,
}

/// Which colleagues.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PersonQuery {
    /// A part of the name or account.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only those of this department.
    department: Option<Uuid>,
}

/// List ticket types
#[utoipa::path(get, path = "/types", tag = "references", operation_id = "list_types",
    security(("token" = ["tickets:read"])), responses((status = 200, description = "The types", body = ReferenceList)))]
pub async fn types(by: By<ReadTickets>) -> Result<Json<ReferenceList>, Trouble> {
    let items = organisation::types(by.ctx()).await?.into_iter().map(Reference::from).collect();
    Ok(Json(ReferenceList { items }))
}

/// List tags
#[utoipa::path(get, path = "/tags", tag = "references", operation_id = "list_tags",
    security(("token" = ["tickets:read"])), responses((status = 200, description = "The tags", body = TagList)))]
pub async fn tags(by: By<ReadTickets>) -> Result<Json<TagList>, Trouble> {
    let items = organisation::tags(by.ctx()).await?.into_iter().map(Tag::from).collect();
    Ok(Json(TagList { items }))
}

/// List departments
#[utoipa::path(get, path = "/departments", tag = "references", operation_id = "list_departments",
    security(("token" = ["tickets:read"])), responses((status = 200, description = "The departments", body = ReferenceList)))]
pub async fn departments(by: By<ReadTickets>) -> Result<Json<ReferenceList>, Trouble> {
    let items = organisation::departments(by.ctx()).await?.into_iter().map(Reference::from).collect();
    Ok(Json(ReferenceList { items }))
}

/// Find colleagues
///
/// At most 20, by name; those whose account is switched off are left out.
#[utoipa::path(get, path = "/people", tag = "references", operation_id = "list_people",
    security(("token" = ["tickets:read"])), params(PersonQuery),
    responses((status = 200, description = "The colleagues", body = PersonList)))]
pub async fn people(
    by: By<ReadTickets>,
    Params(query): Params<PersonQuery>,
) -> Result<Json<PersonList>, Trouble> {
    let words = short(query.q)?;
    let found = staff::pick(by.ctx(), &words, query.department.map(DepartmentId)).await?;
    Ok(Json(PersonList { items: found.into_iter().map(Person::from).collect() }))
}
