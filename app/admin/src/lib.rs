//! 系统配置: staff, departments, ticket types, tags, files of rows, programs and background work.

mod catalogue;
mod import;
mod jobs;
mod outcome;
mod people;
mod reference;
mod section;
mod settings;
mod tokens;
mod transfer;
mod webhooks;

pub use import::ImportPage;
pub use jobs::JobsPage;
pub use people::PeoplePage;
pub use reference::{DepartmentsPage, TagsPage, TypesPage};
pub use tokens::AllTokensPage;
pub use transfer::TransferPage;
pub use webhooks::{WebhookPage, WebhooksPage};
