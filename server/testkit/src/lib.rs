//! A desk for tests: on real SQLite and real PostgreSQL, with a clock that is moved by hand and builders that
//! read like the story they set up.

mod desk;
mod engine;
mod person;
mod ticket;

pub use desk::{LeftDesk, TestDesk, Vacant};
pub use engine::{Engine, engines, on_each};
pub use person::PersonBuilder;
pub use ticket::{TicketBuilder, edit_form, reply};
