//! The components of the desk and the words it speaks. They know no business and no server; each stands in
//! the gallery at `/dev/components`.

pub mod assets;
pub mod avatar;
pub mod badge;
pub mod button;
pub mod chart;
pub mod checkbox;
pub mod combobox;
pub mod command_palette;
pub mod data_table;
pub mod date_picker;
pub mod dialog;
pub mod draft;
pub mod drawer;
pub mod empty;
pub mod fault;
pub mod field;
pub mod form;
pub mod gallery;
pub mod i18n;
pub mod icon;
pub mod input;
mod listbox;
pub mod load;
pub mod lookup;
pub mod menu;
pub mod page_title;
pub mod pagination;
pub mod platform;
pub mod prelude;
pub mod rich_text;
pub mod select;
pub mod skeleton;
pub mod steps;
pub mod tabs;
pub mod tag_input;
pub mod theme;
pub mod time;
pub mod timeline;
pub mod toast;
pub mod tooltip;
pub mod upload;

pub use assets::{Assets, use_assets};
pub use fault::{Fault, StatusSlot, error_advice, error_text, problem_text};
pub use i18n::{K, provide_locale, t, use_locale};
