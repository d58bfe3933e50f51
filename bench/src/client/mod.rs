//! What stands in for browsers: keep-alive connections and sockets, written on bare TCP so that they cost little beside
//! what they measure.

mod http;
mod socket;

pub use http::{Connection, Request, encoded};
pub use socket::Socket;
