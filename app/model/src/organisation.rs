//! What forms pick from: departments, ticket types and tags.

use serde::{Deserialize, Serialize};

use crate::{DepartmentId, FieldErrors, Result, TagId, Time, TypeId, form, text};

/// 部门.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct Department {
    /// The department.
    pub id: DepartmentId,
    /// Its name, unique in the tenant.
    pub name: String,
}

/// 工单类型.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct TicketType {
    /// The type.
    pub id: TypeId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// When it was made.
    pub created_at: Time,
}

/// The colour of a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Colour {
    /// 灰.
    #[default]
    Grey,
    /// 蓝.
    Blue,
    /// 绿.
    Green,
    /// 黄.
    Yellow,
    /// 红.
    Red,
    /// 紫.
    Purple,
}

form::codes! {
    Colour { Grey = "grey", Blue = "blue", Green = "green", Yellow = "yellow", Red = "red", Purple = "purple" }
}

/// 标签: a mark without any effect on flow or order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct Tag {
    /// The tag.
    pub id: TagId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
}

/// A form with nothing but a name: a new type or department.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NameForm {
    /// The name.
    pub name: String,
}

impl NameForm {
    /// Checks the form.
    pub fn parse(&self) -> Result<String> {
        text::required(&self.name, 60).map_err(|problem| FieldErrors::one("name", problem).into())
    }
}

/// The form that adds a tag.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagForm {
    /// The name.
    pub name: String,
    /// The colour's code.
    pub colour: String,
}

impl TagForm {
    /// Checks the form.
    pub fn parse(&self) -> Result<(String, Colour)> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", text::required(&self.name, 30));
        let colour = errors.take("colour", form::offered(&self.colour));
        name.zip(colour).ok_or_else(|| errors.into())
    }
}
