//! What strangers can send, thrown at the code that reads it. A target states what holds whatever comes; `cargo xtask
//! fuzz` looks for inputs that break it by the million, the tests of this crate try the same few thousand every time.

pub mod addresses;
pub mod filters;
pub mod frames;
pub mod multipart;
pub mod mutation;
pub mod payloads;
pub mod rich_text;
mod rows;
pub mod table;
pub mod workbook;

/// What is fuzzed.
pub struct Target {
    /// Its name on the command line and that of its folder in `seeds`.
    pub name: &'static str,
    /// Reads one input and panics when what it states does not hold.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "addresses", run: addresses::run },
    Target { name: "filters", run: filters::run },
    Target { name: "frames", run: frames::run },
    Target { name: "multipart", run: multipart::run },
    Target { name: "payloads", run: payloads::run },
    Target { name: "rich_text", run: rich_text::run },
    Target { name: "table", run: table::run },
    Target { name: "workbook", run: workbook::run },
];
