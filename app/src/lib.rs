//! What ties the screens together: the document, the routes and the frame around every page.

mod document;
mod frame;
mod gallery;
mod not_found;
mod routes;
mod screens;
mod update;

pub use document::shell;
pub use routes::App;
