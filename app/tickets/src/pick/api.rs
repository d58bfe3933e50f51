//! What forms and filters pick from.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    DepartmentId,
    contact::{Contact, ContactForm},
    organisation::{Department, Tag, TicketType},
    person::Who,
};
use serde::{Deserialize, Serialize};
use ui::Fault;

/// The short lists that a screen offers as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct References {
    /// 工单类型.
    pub types: Vec<TicketType>,
    /// 标签.
    pub tags: Vec<Tag>,
    /// 部门.
    pub departments: Vec<Department>,
    /// The first colleagues of the tenant, for selects that work before script runs.
    pub people: Vec<Who>,
}

/// Types, tags, departments and the first colleagues.
#[server(prefix = "/api", endpoint = "ticket_references")]
pub async fn load_references() -> Result<References, Fault> {
    let ctx = session::ctx().await?;
    Ok(References {
        types: desk::organisation::types(&ctx).await?,
        tags: desk::organisation::tags(&ctx).await?,
        departments: desk::organisation::departments(&ctx).await?,
        people: desk::people::pick(&ctx, "", None).await?,
    })
}

/// Colleagues by a part of their name, perhaps of one department only.
#[server(prefix = "/api", endpoint = "pick_people", input = Json)]
pub async fn people(query: String, department: Option<DepartmentId>) -> Result<Vec<Who>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::pick(&ctx, &query, department).await?)
}

/// Contacts by a part of name, phone number or organisation.
#[server(prefix = "/api", endpoint = "search_contacts", input = Json)]
pub async fn contacts(query: String) -> Result<Vec<Contact>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::contact::search(&ctx, &query).await?)
}

/// Adds a contact, to be chosen at once.
#[server(prefix = "/api", endpoint = "add_contact")]
pub async fn add_contact(form: ContactForm) -> Result<Contact, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::contact::add(&ctx, &form).await?)
}
