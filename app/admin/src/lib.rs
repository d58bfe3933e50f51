//! 系统配置: staff, departments, ticket types, tags and background work.

mod catalogue;
mod jobs;
mod outcome;
mod people;
mod reference;
mod section;
mod settings;

pub use jobs::JobsPage;
pub use people::PeoplePage;
pub use reference::{DepartmentsPage, TagsPage, TypesPage};
