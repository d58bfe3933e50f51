//! The browser's side.

mod clock;
mod dom;
mod files;
mod form;
mod island;
mod local;
mod storage;

pub use clock::{month_title, now, page_locale, today, weekday_names};
pub use dom::{announce, by_finger, copy_text, fits_below, focus_first, listen, listen_all, reveal};
pub use files::{FileHandle, Sending, chosen_files, dropped_files, pasted_files, send_file};
pub use form::{keep_restored, on_restore, read_form, read_untouched, restore_form};
pub use island::Island;
pub use local::Local;
pub use storage::{random_id, storage_get, storage_keys, storage_remove, storage_set};
