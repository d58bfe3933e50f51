//! Tickets on screen: overview, lists, registering, editing, and the page of one ticket.

mod detail;
mod edit;
mod form;
pub mod list;
mod mark;
mod overview;
mod pick;
mod refresh;
mod register;
mod steady;
mod table;
pub mod words;

pub use detail::DetailPage;
pub use edit::EditPage;
pub use list::ListPage;
pub use overview::OverviewPage;
pub use register::NewPage;
