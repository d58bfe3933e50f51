//! What the desk knows, free of storage, network, clock and screen: ids, values, forms, views, rights and
//! the flow engine. The browser and the server share it whole.

pub mod attachment;
pub mod contact;
pub mod error;
pub mod event;
pub mod flow;
pub mod form;
pub mod id;
pub mod job;
pub mod live;
pub mod locale;
pub mod next;
pub mod organisation;
pub mod overview;
pub mod person;
pub mod policy;
pub mod route;
pub mod text;
pub mod ticket;
pub mod time;
pub mod token;
pub mod topic;
pub mod transfer;
pub mod webhook;

pub use error::{Conflict, Error, Result};
pub use form::{FieldErrors, Problem};
pub use id::*;
pub use locale::Locale;
pub use route::Route;
pub use time::Time;
