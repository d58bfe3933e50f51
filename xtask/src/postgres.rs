//! A PostgreSQL server of our own, in a temporary folder, gone when it is dropped.

mod cluster;
mod leftovers;
mod programs;

pub use cluster::Cluster;
pub use programs::Programs;
