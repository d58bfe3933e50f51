//! How cost is measured on a machine that others use too: by processor time, in turns, as a ratio within each turn.

mod process;
mod stats;

pub use process::{Tree, pss_kib};
pub use stats::{Estimate, median, percentile, slope};
