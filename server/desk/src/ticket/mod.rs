//! 工单: the verbs, one file per ability.

mod assigning;
pub(crate) mod choosing;
mod cleaning;
mod conflict;
mod counting;
mod deleting;
mod detail;
mod editing;
mod exporting;
mod listing;
mod log;
mod moving;
pub(crate) mod once;
pub(crate) mod registering;
mod replying;
mod row;
mod searching;
pub(crate) mod sight;
mod starring;
mod tagging;
pub mod tally;
mod viewing;
pub(crate) mod visibility;

pub use assigning::assign;
pub use cleaning::clean;
pub use counting::counts;
pub use deleting::delete;
pub use detail::detail;
pub use editing::edit;
pub use exporting::{Exported, export};
pub use listing::list;
pub use registering::register;
pub use replying::{ask_again, note, reply};
pub use starring::star;
pub use viewing::visible;

/// The key under which a program sends something, told apart from those of our own pages.
pub fn program_key(key: &str) -> String {
    format!("{}{key}", once::PROGRAM)
}
